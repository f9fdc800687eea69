"""What the widget imports is in the snapshot: else the page would fetch the whole standard library for it."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator

from tools.project import ROOT
from tools.runtime.snapshot import FIRST_SCREEN

IN_THE_PAGE = {"js", "pyodide", "pyodide_js", "pyscript"}


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def test_every_import_of_the_widget_is_recorded() -> None:
    recorded = {*FIRST_SCREEN, *sys.builtin_module_names, "__future__", "importlib", "os", "widget", *IN_THE_PAGE}
    missing = {
        (path.name, name)
        for path in (ROOT / "widget").rglob("*.py")
        for name in imported(ast.parse(path.read_text()))
        if name not in recorded and name.split(".")[0] not in recorded
    }
    assert missing == set()
