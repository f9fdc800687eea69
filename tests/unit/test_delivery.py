"""How a published file is to be delivered, and what the README tells an integrator to send."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

from tools.delivery import FOR_A_YEAR, TYPES, cache_control, content_security_policy, content_type
from tools.project import ROOT

DESKTOP = "https://desktop.example.com"


def rules(value: str) -> set[str]:
    """The parts of a policy, in any order."""
    return {part.strip() for part in value.split(";")}


def test_the_policy_of_the_readme_is_the_one_that_is_meant() -> None:
    [told] = re.findall(r"^ +Content-Security-Policy: (.+)$", (ROOT / "README.md").read_text(), re.MULTILINE)
    assert rules(told) == rules(content_security_policy([DESKTOP]))


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
