"""Real Firefox over the servers of the Chromium tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.conftest import house as house
from tests.firefox.browser import Firefox, running
from tests.firefox.page import Page


@pytest.fixture(scope="session")
def firefox() -> Iterator[Firefox]:
    """One Firefox for all tests."""
    with running() as browser:
        yield browser


@pytest.fixture
def tab(firefox: Firefox) -> Iterator[Page]:
    """A page 320 px wide, of this test alone."""
    with firefox.page() as page:
        yield page
