"""The page about the configuration says what the configuration is."""

from __future__ import annotations

import re
import tomllib

from tools.configuration import PAGE, page
from widget.config import WidgetConfig, read_config
from widget.panels import PANEL_NAMES


def test_the_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m tools.configuration"


def test_every_key_has_its_line_with_what_it_does_and_wants() -> None:
    for name in WidgetConfig.model_fields:
        (line,) = re.findall(rf"^\| `{name}` \| (.+) \|$", page(), re.MULTILINE)
        assert all(cell.strip() for cell in line.split(" | "))


def test_the_example_is_a_configuration() -> None:
    (example,) = re.findall(r"```toml\n(.+?)```", page(), re.DOTALL)
    assert read_config(tomllib.loads(example), PANEL_NAMES).server_timezone == "America/New_York"
