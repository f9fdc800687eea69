"""The former names of what is in settings.py, until `widget/page.py` uses the new ones."""

from widget.mock.settings import MockSettingsError as StageError
from widget.mock.settings import read_mock_settings as stage

__all__ = ["StageError", "stage"]
