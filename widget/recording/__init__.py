"""Records the traffic of the bus without anybody's data: the recording, and the pseudonyms for names and numbers."""

from widget.recording.pseudonyms import Pseudonyms
from widget.recording.recorder import Recorder
from widget.recording.recording import Line, Recording, RecordingError, Side, UnplayableError

__all__ = ["Line", "Pseudonyms", "Recorder", "Recording", "RecordingError", "Side", "UnplayableError"]
