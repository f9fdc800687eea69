"""The generated contract is current, valid by the standards' own validators, and says what the reader does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator  # type: ignore[import-untyped]  # it ships no types

from tests.contract.kit import REPLIES, REQUESTS, sample, schema_of
from tests.contract.schemas import faults
from tests.unit.lcm.strategies import answers, mutated, requests
from tools.contract import DOCS, documents
from tools.project import NODE_MODULES
from widget.lcm import OPERATIONS, Dialect, Operation, Refusal, Reply, read, write_refusal, write_reply, write_request

ASYNCAPI = NODE_MODULES / "@asyncapi" / "specs" / "schemas" / "3.0.0.json"
SCHEMAS = sorted((DOCS / "schemas").glob("*.json"))
each_operation = pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
AnyOperation = Operation[Any, Any]


def test_the_committed_documents_are_current() -> None:
    wanted = documents()
    stale = [path.name for path, text in wanted.items() if not path.exists() or path.read_text("utf-8") != text]
    assert stale == [], "run `python -m tools.contract`"
    assert [path.name for path in SCHEMAS if path not in wanted] == []


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.stem)
def test_every_schema_is_a_valid_schema(path: Path) -> None:
    Draft7Validator.check_schema(json.loads(path.read_text("utf-8")))


def test_the_asyncapi_document_is_valid_by_the_official_schema() -> None:
    assert ASYNCAPI.exists(), f"{ASYNCAPI} is missing: run `npm ci`"
    official = Draft7Validator(json.loads(ASYNCAPI.read_text("utf-8")))
    document = json.loads((DOCS / "asyncapi.json").read_text("utf-8"))
    assert [f"{error.json_path}: {error.message}" for error in official.iter_errors(document)] == []
    assert list(official.iter_errors({**document, "channels": {"lcm": {"messages": {"x": {"payload": 1}}}}}))


def test_every_reference_of_the_asyncapi_document_leads_somewhere() -> None:
    document = json.loads((DOCS / "asyncapi.json").read_text("utf-8"))
    references = list(_references(document))
    assert len(references) > 3 * len(OPERATIONS)
    for reference in references:
        file, _, pointer = reference.partition("#")
        here: Any = json.loads((DOCS / file).read_text("utf-8")) if file else document
        for step in pointer.split("/")[1:]:
            here = here[step]


def _references(value: object) -> list[str]:
    if isinstance(value, dict):
        own = [value["$ref"]] if "$ref" in value else []
        return own + [reference for inner in value.values() for reference in _references(inner)]
    return [reference for inner in value for reference in _references(inner)] if isinstance(value, list) else []


@each_operation
@given(data=st.data())
@settings(max_examples=20)
def test_every_request_we_write_fits_its_schema(operation: AnyOperation, data: st.DataObject) -> None:
    dialect: Dialect = data.draw(st.sampled_from(["sample", "table"]))
    written = write_request(operation, data.draw(requests[operation.name]), source="us", dialect=dialect)
    assert faults(f"{operation.name}.request", json.loads(written)) == []


@each_operation
@given(data=st.data())
@settings(max_examples=20)
def test_every_reply_we_write_fits_its_schema(operation: AnyOperation, data: st.DataObject) -> None:
    written = write_reply(operation, data.draw(answers[operation.name]))
    assert faults(f"{operation.name}.reply", json.loads(written)) == []


def test_a_refusal_we_write_fits_its_schema() -> None:
    written = write_refusal("WS_Error", "Invalid Call ID.", callid="1", subtopic="CallBackModes")
    assert faults("WS_Error", json.loads(written)) == []


@given(mutated([json.loads(file.read_text("utf-8")) for file in REPLIES]))
@settings(max_examples=300)
def test_a_reply_that_fits_its_schema_is_read_without_a_problem(message: Any) -> None:  # noqa: ANN401 - JSON of any shape
    schema = schema_of(message)
    if schema and not faults(schema, message):
        answer = read(json.dumps(message))
        assert isinstance(answer, Reply | Refusal)
        assert isinstance(answer, Refusal) or answer.problems == ()


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        ({"data": {"callid": 12345, "AccountNumber": "5|3"}}, "$.data.callid"),
        ({"data": {"callid": "12345"}}, "$.data"),
        ({"data": {"callid": "1", "AccountNumber": "5|3", "more": 1}}, "$.data"),
        ({"topic": "Webservice"}, "$.topic"),
        ({"more": 1}, "$"),
    ],
)
def test_the_schema_of_a_request_is_strict(change: dict[str, Any], broken: str) -> None:
    message = {**sample("001_get_callback_modes.request"), "source": "us"}
    assert faults("GetCallBackModes.request", message) == []
    assert [fault.split(":")[0] for fault in faults("GetCallBackModes.request", {**message, **change})] == [broken]


@pytest.mark.parametrize("file", REPLIES, ids=lambda file: file.name)
def test_the_vendors_replies_fit_their_schemas(file: Path) -> None:
    message = json.loads(file.read_text("utf-8"))
    assert faults(schema_of(message), message) == []


def test_the_vendors_requests_fit_but_for_a_source_and_a_number() -> None:
    messages = {file.name[:3]: json.loads(file.read_text("utf-8")) for file in REQUESTS}
    assert {
        number: sorted(faults(f"{message['subtopic']}.request", message)) for number, message in messages.items()
    } == {
        "000": [],
        "001": ["$: 'source' is a required property"],
        "002": ["$.data.ModeID: 1 is not of type 'string'", "$: 'source' is a required property"],
        "005": ["$: 'source' is a required property"],
        "020": ["$: 'source' is a required property"],
        "023": ["$: 'source' is a required property"],
        "024": ["$: 'source' is a required property"],
        "025": ["$: 'source' is a required property"],
    }
