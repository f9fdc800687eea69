"""How a published file is to be delivered, and what the README tells an integrator to send."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

from tools.delivery import (
    ALWAYS,
    FOR_A_YEAR,
    FOR_ISOLATED_DESKTOPS,
    TYPES,
    cache_control,
    content_security_policy,
    content_type,
)
from tools.project import ROOT

DESKTOP = "https://desktop.example.com"


def rules(value: str) -> set[str]:
    """The parts of a policy, in any order."""
    return {part.strip() for part in value.split(";")}


def test_the_policy_of_the_readme_is_the_one_that_is_meant() -> None:
    [told] = re.findall(r"^ +Content-Security-Policy: (.+)$", (ROOT / "README.md").read_text(), re.MULTILINE)
    assert rules(told) == rules(content_security_policy([DESKTOP]))


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile", "apache.conf"])
def test_the_files_of_deploy_send_what_is_meant_on_a_machine_without_their_servers_too(name: str) -> None:
    text = (ROOT / "deploy" / name).read_text()
    [policy] = re.findall(r"\"(default-src .*); frame-ancestors \S+\"", text)
    assert rules(policy) == rules(content_security_policy([])) - {"frame-ancestors 'none'"}
    for header, value in {**ALWAYS, **FOR_ISOLATED_DESKTOPS}.items():
        assert re.search(rf'\b{header} "?{re.escape(value)}"?', text), header
    assert FOR_A_YEAR in text


def test_the_page_for_integrators_has_each_header_and_each_type() -> None:
    told = (ROOT / "docs/deploy.md").read_text()
    for header, value in {**ALWAYS, **FOR_ISOLATED_DESKTOPS, "Cache-Control": FOR_A_YEAR}.items():
        assert f"{header}: {value}" in told
    assert [
        (suffix, kind) for suffix, kind in TYPES.items() if f"`{suffix}`" not in told or f"`{kind}`" not in told
    ] == []


def test_without_a_desktop_nobody_may_frame_the_page() -> None:
    assert "frame-ancestors 'none'" in rules(content_security_policy([]))
    assert f"frame-ancestors {DESKTOP} https://crm.example" in rules(
        content_security_policy([DESKTOP, "https://crm.example"])
    )


@pytest.mark.parametrize("path", ["static/runtime/engine-1a/a.wasm", "/tenants/first/static/runtime/a/b/c.js"])
def test_what_is_in_a_runtime_is_kept_for_a_year_and_its_errors_are_not(path: str) -> None:
    assert cache_control(path) == FOR_A_YEAR
    assert cache_control(path, 404) == "no-cache"


NOT_NAMED = ["", "index.html", "pyscript.toml", "static/boot.js", "static/runtime.js", "widget.zip"]


@pytest.mark.parametrize("path", NOT_NAMED)
def test_what_is_not_named_by_its_content_is_asked_for_each_time(path: str) -> None:
    assert cache_control(path) == "no-cache"


def endings(folders: Iterable[str]) -> set[str]:
    """How the names of the files of the sources that are published end."""
    return {path.suffix for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file()}


def test_every_kind_of_file_has_a_type() -> None:
    assert endings(["static"]) - {".br", ""} <= set(TYPES)
    assert (content_type(""), content_type("tenants/first/")) == ("text/html", "text/html")
    assert content_type("static/runtime/a-3.14-py3-none-any.whl") == "application/zip"
