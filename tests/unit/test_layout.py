"""A release is published in folders that are named by their content: what did not change keeps its address."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tools.layout import FOLDERS, folder_of, publish

PAGE = """<script src="static/inbox.js"></script> <link href="static/css/page.css">
<script async src="static/runtime/1.2-ab/interpreter.mjs"></script> <p>Are static/ and its types right?</p>
<script src="widget/main.py" data-archives="widget.zip other.zip" data-configuration="pyscript.toml"></script>"""
RUNTIME = {
    "pyodide.mjs": "the engine",
    "pyodide.asm.wasm": "the engine's code",
    "snapshot.bin": "memory",
    "widget.bin": "more memory",
    "pydantic-2.whl": "a wheel",
    "core.js": "PyScript",
    "interpreter.mjs": 'import { load } from "./pyodide.mjs";\nconst PLACES = {};',
    "idiomorph.esm.js": "morphing",
    "complete": "",
}
OURS = {
    "inbox.js": "import('./runtime/1.2-ab/core.js')",
    "page.js": 'import { morph } from "./runtime/1.2-ab/idiomorph.esm.js";',
    "css/page.css": "p { }",
}


def published(
    folder: Path, runtime: dict[str, str] | None = None, ours: dict[str, str] | None = None
) -> dict[str, str]:
    """The files of a release, by path."""
    made, target = folder / "runtime", folder / "dist"
    made.mkdir(parents=True)
    for name, text in {**RUNTIME, **(runtime or {})}.items():
        (made / name).write_text(text)
    content = {name: text.encode() for name, text in {**OURS, **(ours or {})}.items()}
    publish(made, content, {"index.html": PAGE}, target)
    return {path.relative_to(target).as_posix(): path.read_text() for path in target.rglob("*") if path.is_file()}


def folders(files: dict[str, str]) -> dict[str, str]:
    """The names of the folders, by kind."""
    names = {path.split("/")[2] for path in files if path.startswith("static/runtime/")}
    return {name.rpartition("-")[0]: name for name in names}


def test_every_file_is_in_the_folder_of_its_kind_and_nothing_else_is_published(tmp_path: Path) -> None:
    files = published(tmp_path)
    named = folders(files)
    assert named.keys() == FOLDERS.keys()
    assert {path.removeprefix("static/runtime/") for path in files if path != "index.html"} == {
        f"{named['engine']}/pyodide.mjs",
        f"{named['engine']}/pyodide.asm.wasm",
        f"{named['snapshot']}/snapshot.bin",
        f"{named['library']}/pydantic-2.whl",
        f"{named['pyscript']}/core.js",
        *(f"{named['widget']}/{name}" for name in ("widget.bin", "interpreter.mjs", "idiomorph.esm.js", *OURS)),
    }


def test_what_names_a_file_names_it_where_it_is_published(tmp_path: Path) -> None:
    files = published(tmp_path)
    named = folders(files)
    mine = f"static/runtime/{named['widget']}"
    page = files["index.html"]
    assert re.findall(r'(?:src|href)="(.+?)"', page) == [
        f"{mine}/{name}" for name in ("inbox.js", "css/page.css", "interpreter.mjs", "widget/main.py")
    ]
    assert f'data-archives="{mine}/widget.zip {mine}/other.zip"' in page
    assert 'data-configuration="pyscript.toml"' in page
    assert "Are static/ and its types right?" in page
    assert files[f"{mine}/inbox.js"] == f"import('../{named['pyscript']}/core.js')"
    assert '"./idiomorph.esm.js"' in files[f"{mine}/page.js"]
    interpreter = files[f"{mine}/interpreter.mjs"]
    assert f'from "../{named["engine"]}/pyodide.mjs"' in interpreter
    assert f'"snapshot.bin": "../{named["snapshot"]}/"' in interpreter


@pytest.mark.parametrize(
    ("runtime", "ours", "changed"),
    [
        ({}, {}, set()),
        ({}, {"css/page.css": "p { color: red }"}, {"widget"}),
        ({"widget.bin": "other memory"}, {}, {"widget"}),
        ({"snapshot.bin": "other memory"}, {}, {"widget", "snapshot"}),
        ({"pydantic-2.whl": "another wheel"}, {}, {"widget", "library"}),
        ({"complete": "said"}, {}, set()),
    ],
)
def test_only_the_folders_with_a_change_and_what_names_them_get_another_name(
    runtime: dict[str, str], ours: dict[str, str], changed: set[str], tmp_path: Path
) -> None:
    before, after = folders(published(tmp_path / "1")), folders(published(tmp_path / "2", runtime, ours))
    assert {kind for kind in before if before[kind] != after[kind]} == changed


def test_the_first_pattern_that_fits_decides() -> None:
    assert [folder_of(name) for name in ("home.zip", "packages.zip", "toml.js", "toml.js.br")] == [
        "widget",
        "library",
        "pyscript",
        "",
    ]
