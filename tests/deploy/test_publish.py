"""deploy/publish.sh: runtimes first, all pages at once, an open page keeps its runtime, and there is a way back."""

from __future__ import annotations

import json
import os
import re
import subprocess
import urllib.request
from pathlib import Path

import pytest

from tests.deploy.conftest import allowing
from tests.deploy.servers import DEPLOY, Server, publish


def made(folder: Path, version: str) -> Path:
    """A folder as `make dist` makes it, with a runtime of its own."""
    runtime = folder / version / "static/runtime" / version
    runtime.mkdir(parents=True)
    (runtime / "engine.js").write_text(version)
    page = folder / version
    (page / "index.html").write_text(f"<!doctype html><script src=static/runtime/{version}/engine.js></script>")
    (page / "pyscript.toml").write_text(allowing())
    (page / "files.json").write_text(json.dumps({"index.html": 1}))
    return page


def read(url: str) -> str:
    with urllib.request.urlopen(url) as answer:  # noqa: S310 - a server of ours
        return str(answer.read().decode())


def delivered(site: Path) -> str:
    """The version that the pages of a site name."""
    return (site / "current/index.html").read_text().split("/")[2]


def first_release(folder: Path, tmp_path: Path) -> tuple[Path, Path]:
    """The site where the first release is published, and an empty folder for the server's own files."""
    site, own = folder / "site", folder / "server"
    own.mkdir()
    publish(made(tmp_path, "one"), site)
    return site, own


def test_a_page_that_is_open_keeps_its_runtime_and_the_next_start_gets_the_new_one(
    server: Server, folder: Path, tmp_path: Path
) -> None:
    site, own = first_release(folder, tmp_path)
    (site / "tenants/first").mkdir()
    with server.serving(site, own) as origin:
        assert "runtime/one/" in read(f"{origin}/tenants/first/")
        publish(made(tmp_path, "two"), site)
        assert "runtime/two/" in read(f"{origin}/tenants/first/")
        assert read(f"{origin}/tenants/first/static/runtime/one/engine.js") == "one"
        assert read(f"{origin}/tenants/first/static/runtime/two/engine.js") == "two"
        publish("--back", site)
        assert "runtime/one/" in read(f"{origin}/tenants/first/")


def test_back_goes_to_what_was_delivered_before_and_twice_to_where_it_was(folder: Path, tmp_path: Path) -> None:
    for version in ("one", "two", "three"):
        publish(made(tmp_path, version), folder)
    for version in ("two", "three"):
        publish("--back", folder)
        assert delivered(folder) == version


def test_the_integrator_s_own_configuration_is_left_as_it_is_and_delivered(
    server: Server, folder: Path, tmp_path: Path
) -> None:
    site, own = first_release(folder, tmp_path)
    tables = {"/": allowing("https://desktop.example.com"), "/tenants/first/": allowing("https://first.example.com")}
    with server.serving(site, own) as origin:
        assert read(f"{origin}/tenants/first/pyscript.toml") == allowing()
        (site / "tenants/first").mkdir()
        for address, table in tables.items():
            (site / address[1:] / "pyscript.toml").write_text(table)
        for change in ((made(tmp_path, "two"), site), ("--back", site)):
            publish(*change)
            assert {address: read(f"{origin}{address}pyscript.toml") for address in tables} == tables


@pytest.mark.parametrize("broken", ["runtime/", "releases/"])
def test_what_breaks_off_changes_no_page(broken: str, folder: Path, tmp_path: Path) -> None:
    publish(made(tmp_path, "one"), folder)
    failing = tmp_path / "bin/cp"
    failing.parent.mkdir()
    failing.write_text(f'#!/bin/sh\ncase $3 in {broken}*) exit 1;; esac\nexec /bin/cp "$@"\n')
    failing.chmod(0o755)
    path = f"{failing.parent}:{os.environ['PATH']}"
    two = made(tmp_path, "two")
    half = subprocess.run([DEPLOY / "publish.sh", two, folder], env={**os.environ, "PATH": path}, check=False)
    assert half.returncode
    assert delivered(folder) == "one"
    assert (folder / "runtime/two").exists() == (broken == "releases/"), "runtimes first, and whole"
    publish(two, folder)
    assert delivered(folder) == "two"
    assert re.fullmatch(r"releases/[\dT-]+", (folder / "current").readlink().as_posix())
    assert (folder / "current/static/runtime/two/engine.js").read_text() == "two"


def test_what_can_not_be_published_is_said(folder: Path, tmp_path: Path) -> None:
    def said(*arguments: Path | str) -> str:
        command = [DEPLOY / "publish.sh", *arguments]
        ended = subprocess.run(command, capture_output=True, text=True, check=False)
        assert ended.returncode == 2
        return ended.stderr

    assert "is not what make dist made" in said(tmp_path, folder)
    assert "Nothing was delivered before" in said("--back", folder)
    assert said(folder).count("publish.sh") == 2
