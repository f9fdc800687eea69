"""`make demo`: build what is missing, then serve the widget and, on another origin, the desktop that embeds it.

Environment: PORT (8000), DESKTOP_PORT (8001), ALLOW: further origins that may embed the widget, separated by spaces.
"""

from __future__ import annotations

import asyncio
import os

from tools.project import ROOT
from tools.runtime.build import build
from tools.serve import Site, start

# What the demo desktop knows and a real one's administrator writes into pyscript.toml.
AGENT = "demo.agent"
DEMO: dict[str, str | float | bool | tuple[str, ...]] = {
    "agent_id": AGENT,
    "server_timezone": "UTC",
    "default_region": "US",
    "inspector": True,
}
# A desktop names its agent in the frame's address, and hears of copied numbers.
HANDED_OVER: dict[str, bool] = {"agent_id_from_query": True, "copy_message": True}

LAST_PORT = 65535


def sites(port: int, desktop_port: int, allow: tuple[str, ...] = ()) -> tuple[Site, Site]:
    """The widget's site and the desktop's, each knowing the other's origin."""
    widget, desktop = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{desktop_port}"
    origins = (desktop, *allow)
    return (
        Site(ROOT, framed_by=origins, settings={"allowed_origins": origins, **DEMO, **HANDED_OVER}),
        Site(ROOT / "demo", widget=widget, agent=AGENT),
    )


async def serve(port: int, desktop_port: int, allow: tuple[str, ...]) -> None:
    """Serve both sites until interrupted."""
    widget, desktop = sites(port, desktop_port, allow)
    for site, number in ((widget, port), (desktop, desktop_port)):
        try:
            await start(site, number)
        except OSError as error:
            raise SystemExit(
                f"Port {number} can't be opened ({error.strerror}). Give another: PORT=… DESKTOP_PORT=…"
            ) from None
    print(f"\nThe widget by itself      http://127.0.0.1:{port}/")
    print(f"Inside the demo desktop   http://127.0.0.1:{desktop_port}/\n")
    print("Edit under widget/ and reload to see the change. Ctrl-C stops.", flush=True)
    await asyncio.Event().wait()


def port(name: str, default: int) -> int:
    """The port that the environment asks for."""
    wanted = os.environ.get(name) or str(default)
    if not (wanted.isdecimal() and 0 < int(wanted) <= LAST_PORT):
        raise SystemExit(f"{name}={wanted} is no port: give a number from 1 to {LAST_PORT}.")
    return int(wanted)


def main() -> None:
    """Build, then serve."""
    ports = port("PORT", 8000), port("DESKTOP_PORT", 8001)
    build()
    try:
        asyncio.run(serve(*ports, tuple(os.environ.get("ALLOW", "").split())))
    except KeyboardInterrupt:
        print()


if __name__ == "__main__":
    main()
