"""How long reading a message takes, beside `json.loads` of the same text in the same run.

`python -m benchmarks.lcm_read` prints the table for CPython. In the page, call `measure` with the texts. It needs only
`widget.lcm`, `json` and `time`."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from typing import NamedTuple

from widget.lcm import Reply, read


class Timing(NamedTuple):
    """One message: the time of `read` and of `json.loads` in microseconds, each in its best round."""

    name: str
    read_us: float
    json_us: float

    @property
    def ratio(self) -> float:
        """How many times longer `read`, which validates the whole message, takes than `json.loads`."""
        return self.read_us / self.json_us


def measure(texts: Mapping[str, str], *, rounds: int = 25, batch: int = 400) -> list[Timing]:
    """Time every text in `rounds` rounds of `batch` messages, with `json.loads` and `read` in turn.

    The best round of each counts, because a disturbance can only make a round slower. In the page, a text takes about a
    second.

    Raises:
        ValueError: a text isn't a reply that is read without problems.
    """
    for name, text in texts.items():
        message = read(text)
        if not isinstance(message, Reply) or message.problems:
            raise ValueError(f"{name} is not a faultless reply: {message!r}")
    return [_timing(name, text, rounds, batch) for name, text in texts.items()]


def _timing(name: str, text: str, rounds: int, batch: int) -> Timing:
    reading = parsing = float("inf")
    for _ in range(rounds):
        parsing = min(parsing, _seconds(json.loads, text, batch))
        reading = min(reading, _seconds(read, text, batch))
    return Timing(name, reading / batch * 1e6, parsing / batch * 1e6)


def _seconds(function: Callable[[str], object], text: str, batch: int) -> float:
    clock = time.perf_counter
    start = clock()
    for _ in range(batch):
        function(text)
    return clock() - start


def table(timings: list[Timing]) -> str:
    """Return the timings as a Markdown table."""
    lines = ["| message | read, µs | json.loads, µs | ratio |", "|---|---:|---:|---:|"]
    lines += [f"| {each.name} | {each.read_us:.1f} | {each.json_us:.1f} | {each.ratio:.2f} |" for each in timings]
    return "\n".join(lines)


def vendors_texts() -> dict[str, str]:
    """The samples of the vendor's pages as compact JSON, as it comes over the bus: bare, and in a packet."""
    from pathlib import Path

    samples = Path(__file__).parent.parent / "tests" / "contract" / "samples"
    files = {"StateSync, two calls": "000_state_sync", "CallBackModes, two modes": "001_get_callback_modes"}
    texts = {
        name: json.dumps(json.loads((samples / f"{file}.reply.json").read_text("utf-8")), separators=(",", ":"))
        for name, file in files.items()
    }
    packets = {
        f"{name}, in a packet": f'{{"channel":"LCM","topic":"","subTopic":"","message":{text},"subscriberID":"1"}}'
        for name, text in texts.items()
    }
    return texts | packets


def main() -> None:
    """Print the table."""
    print(table(measure(vendors_texts())))


if __name__ == "__main__":
    main()
