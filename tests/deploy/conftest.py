"""A site as deploy/publish.sh makes it, with two tenants; a test is skipped where the machine has not its server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.built import built
from tests.deploy.servers import SERVERS, Server, needed, publish, readable_folder
from tools.serve import with_settings

DESKTOP = "https://desktop.example.com"
TENANTS = {
    "first": ("https://first.example.com",),
    "second": ("https://second.example.com", "https://portal.example.com"),
}
"""The desktop and the tenants that the files of `deploy/` have as examples, and who may frame them."""


def allowing(*origins: str) -> str:
    """A [widget] table."""
    return with_settings("[widget]\n", {"allowed_origins": origins})


@pytest.fixture(params=SERVERS, ids=lambda server: server.name)
def server(request: pytest.FixtureRequest) -> Server:
    """Each server that this machine has."""
    return needed(request.param)


@pytest.fixture
def folder() -> Iterator[Path]:
    """An empty folder."""
    with readable_folder() as path:
        yield path


@pytest.fixture(scope="session")
def site() -> Iterator[Path]:
    """What publish.sh makes of the page that all browser tests open. No test changes it."""
    with readable_folder() as path:
        for name, origins in TENANTS.items():
            (path / "tenants" / name).mkdir(parents=True)
            (path / "tenants" / name / "pyscript.toml").write_text(allowing(*origins))
        (path / "pyscript.toml").write_text(allowing(DESKTOP))
        publish(built(), path)
        yield path
