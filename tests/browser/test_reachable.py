"""Nothing that can be reached was stripped: every module of ours and of the packages imports, either way."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import House
from tests.browser.test_boot_ways import WAYS, answer, running, way

ABSENT = {"phonenumbers.carrier", "phonenumbers.geocoder"}  # what they read is not shipped
EVERYTHING = """
import importlib, json, pkgutil, pyodide_js, sys
await pyodide_js.loadPackage("phonenumbers")
failed, imported = {}, []
def walk(name):
    try:
        module = importlib.import_module(name)
    except Exception as error:
        failed[name] = f"{type(error).__name__}: {error}"
        return
    imported.append(name)
    for found in pkgutil.iter_modules(getattr(module, "__path__", []), f"{name}."):
        if found.name not in ("widget.main", "widget.page"):  # they start the page
            walk(found.name)
for name in ("widget", "pydantic", "pydantic_core", "htpy", "markupsafe", "annotated_types", "typing_inspection",
             "typing_extensions", "tzdata", "phonenumbers"):
    walk(name)
say(json.dumps([failed, sorted({*imported, *sys.modules})]))
"""
USED = """
import importlib.metadata, json, zoneinfo
from typing import Annotated
from pydantic import BaseModel, Field, TypeAdapter, create_model, validate_call
class Model(BaseModel):
    number: Annotated[int, Field(ge=0, description="d")] = 0
schema = Model.model_json_schema()
zones = len(zoneinfo.available_timezones())
for name in ("America/New_York", "Asia/Kolkata", "Pacific/Chatham"):
    zoneinfo.ZoneInfo(name)
say(json.dumps([schema["properties"]["number"]["minimum"], zones > 400, importlib.metadata.version("pydantic")[:2]]))
"""


@pytest.mark.parametrize("asked", WAYS)
def test_every_reachable_module_imports(asked: str, house: House, new_page: Callable[..., Page]) -> None:
    page = new_page()
    running(page, EVERYTHING)
    failed, imported = json.loads(answer(page, f"{house.widget}/{WAYS[asked]}"))
    assert way(page)[0] == asked
    assert failed.keys() == ABSENT, failed
    assert {"widget.lcm", "widget.panels.calls", "pydantic.networks", "pydantic.json_schema", "htpy"} <= set(imported)


@pytest.mark.parametrize("asked", WAYS)
def test_what_reads_files_and_metadata_works(asked: str, house: House, new_page: Callable[..., Page]) -> None:
    page = new_page()
    running(page, USED)
    assert json.loads(answer(page, f"{house.widget}/{WAYS[asked]}")) == [0, True, "2."]
    assert way(page)[0] == asked
