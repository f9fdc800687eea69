"""The last line of `make test`: what it could not test for want of a server."""

from __future__ import annotations

from tests.deploy.servers import SERVERS, Server


def left_out(servers: tuple[Server, ...] = SERVERS) -> str:
    """The line."""
    lacking = {server.file: server.lacking() for server in servers}
    told = [f"deploy/{file} (no {missing})" for file, missing in lacking.items() if missing]
    return (
        f"Not tested, for want of a server: {', '.join(told)}."
        if told
        else "No test was left out for want of a server."
    )


if __name__ == "__main__":
    print(left_out())  # noqa: T201 - that is what it is for
