"""A site as deploy/publish.sh makes it, with two tenants; a test is skipped where the machine has not its server."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.built import built
from tests.deploy.servers import DEPLOY, SERVERS, Server

TENANTS = {
    "first": ("https://first.example.com",),
    "second": ("https://second.example.com", "https://portal.example.com"),
}
"""The tenants that the files of `deploy/` have as examples, and who may frame them."""
DESKTOP = "https://desktop.example.com"


def publish(*arguments: str | Path) -> None:
    """Run deploy/publish.sh."""
    subprocess.run([DEPLOY / "publish.sh", *arguments], check=True)


def allowing(*origins: str) -> str:
    """A [widget] table."""
    return f'[widget]\nallowed_origins = {list(origins)}\nsource = "widget"\n'.replace("'", '"')


def needed(server: Server) -> Server:
    """The server, where this machine has it. Otherwise the test is skipped."""
    if lacking := server.lacking():
        pytest.skip(f"{server.name}: this machine has no {lacking}")
    return server


@pytest.fixture(params=SERVERS, ids=lambda server: server.name)
def server(request: pytest.FixtureRequest) -> Server:
    """Each server that this machine has."""
    return needed(request.param)


@pytest.fixture
def folder() -> Iterator[Path]:
    """An empty folder that a server of another user can read, unlike pytest's own."""
    path = Path(tempfile.mkdtemp(prefix="widget-"))
    path.chmod(0o755)
    yield path
    shutil.rmtree(path)


@pytest.fixture(scope="session")
def site() -> Iterator[Path]:
    """What publish.sh makes of the page that all browser tests open. No test changes it."""
    path = Path(tempfile.mkdtemp(prefix="widget-site-"))
    path.chmod(0o755)
    for name, origins in TENANTS.items():
        (path / "tenants" / name).mkdir(parents=True)
        (path / "tenants" / name / "widget.toml").write_text(allowing(*origins))
    (path / "widget.toml").write_text(allowing(DESKTOP))
    publish(built(), path)
    yield path
    shutil.rmtree(path)
