"""Read recorded messages from files: `python -m demo.read_recording FILE…`, one JSON message a file.

Needs `widget.lcm` and pydantic, and nothing of the browser. Try it with tests/contract/samples/*.
"""

from __future__ import annotations

import sys
from pathlib import Path

from widget.lcm import Malformed, Message, Refusal, Reply, Request, read


def said(message: Message | None) -> str:
    """Return what a message says, in a line or a few, without phone numbers."""
    match message:
        case Reply(operation, body, callid, problems):
            call = f" about call {callid}" if callid else ""
            lines = [f"reply to {operation.name}{call}: {', '.join(sorted(body.model_fields_set))}"]
            return "\n".join([*lines, *(f"  {problem.where}: {problem.why}" for problem in problems)])
        case Request(operation, _, source):
            return f"request {operation.name} from {source or 'an app that does not say'}"
        case Refusal():
            return f"the LCM side refuses: {message!r}"
        case Malformed(problems):
            return "\n".join(["can't be read:", *(f"  {problem.where}: {problem.why}" for problem in problems)])
        case _:
            return "not ours"


def main() -> None:
    """Read every file named on the command line."""
    for name in sys.argv[1:]:
        sys.stdout.write(f"{Path(name).name}: {said(read(Path(name).read_text('utf-8')))}\n")


if __name__ == "__main__":
    main()
