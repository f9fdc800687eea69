"""What was compressed once is kept, and what was written by half is not."""

from __future__ import annotations

import gzip
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import brotli
import pytest

from tools.dist import gzip_all
from tools.runtime import build


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """A disk that is full after so many bytes of a file."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_build_that_broke_off_leaves_no_half_file_for_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "BUILD", tmp_path)
    path = tmp_path / "page.js"
    path.write_text("let a = 1;" * 100)
    with pytest.raises(OSError, match="too large"), room_for(3):
        build.compress(path, 1)
    build.compress(path, 1)
    assert brotli.decompress(path.with_name("page.js.br").read_bytes()) == path.read_bytes()


def test_beside_each_brotli_file_there_is_a_gzip_file_of_the_same_content_and_beside_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "BUILD", tmp_path / "kept")
    (tmp_path / "kept").mkdir()
    folder = tmp_path / "published/static"
    folder.mkdir(parents=True)
    for name in ("a.js", "b.c.wasm"):
        (folder / name).write_text(f"{name} " * 100)
        build.compress(folder / name, 1)
    (folder / "edited.toml").write_text("a = 1")
    gzip_all(folder.parent, 11)
    written = {path.name: gzip.decompress(path.read_bytes()).decode() for path in folder.glob("*.gz")}
    assert written == {f"{name}.gz": f"{name} " * 100 for name in ("a.js", "b.c.wasm")}
