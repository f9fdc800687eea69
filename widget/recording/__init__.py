"""Recording the traffic of the bus without anybody's data: what stands in for it, and the tape it is kept on."""

from widget.recording.recorder import Recorder
from widget.recording.tape import Line, Side, Tape, TapeError
from widget.recording.veil import Veil

__all__ = ["Line", "Recorder", "Side", "Tape", "TapeError", "Veil"]
