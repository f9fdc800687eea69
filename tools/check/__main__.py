"""`python -m tools.check URL…`: compares a published widget with what it should be, and says what cures it.

Every file of `files.json` is asked for, the page, the configuration, and a file that is not there. Exit code 1 when
something is wrong.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterable
from textwrap import TextWrapper
from urllib.parse import urlsplit

from tools.check.fetch import NotPublishedError, responses
from tools.check.response import Published, Response
from tools.check.rules import Finding, findings

SECURE_WITHOUT_TLS = ("localhost", "127.0.0.1", "::1")
NAMED = 3  # paths, for each finding
PARAGRAPH = TextWrapper(100, initial_indent="   ", subsequent_indent="      ", break_on_hyphens=False)


def address_of(url: str) -> str:
    """The address of the page's folder.

    Raises:
        SystemExit: when it is none that a desktop could frame.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise SystemExit(f"{url} is no address of a published widget: give it as https://widget.example.com/.")
    if parts.scheme == "http" and parts.hostname not in SECURE_WITHOUT_TLS:
        raise SystemExit(f"{url} must be https: browsers give a page on http no clipboard, and can't trust it.")
    return url.removesuffix("index.html").rstrip("/") + "/"


def grouped(published: Published, came: Iterable[Response]) -> dict[Finding, list[str]]:
    """Each finding once, with the paths that it was made at."""
    found: dict[Finding, list[str]] = {}
    for response in came:
        for finding in findings(response, published):
            paths = found.setdefault(finding, [])
            if (name := response.path or "the page") not in paths:
                paths.append(name)
    return found


def report(address: str, published: Published, found: dict[Finding, list[str]]) -> str:
    """What an administrator reads: each cure once, below all that it cures; notes last."""
    cures: dict[tuple[bool, str], list[Finding]] = {}
    for finding in sorted(found, key=lambda finding: finding.note):
        cures.setdefault((finding.note, finding.cure), []).append(finding)
    faults = sum(not note for note, _ in cures)
    said = f"{faults} to mend" if faults else "all is as it should be"
    lines = [f"{address}: {len(published.files()) + 3} files compared, {said}."]
    for number, ((note, cure), same) in enumerate(cures.items(), 1):
        lines += ["", *(f"{finding.what}: {named(found[finding])}" for finding in same)]
        lines += [PARAGRAPH.fill(f"{'Note' if note else number}. {cure}")]
    return "\n".join(lines)


def named(paths: list[str]) -> str:
    """The first of them, and how many more there are."""
    more = f" and {len(paths) - NAMED} more" if len(paths) > NAMED else ""
    return f"{', '.join(paths[:NAMED])}{more}"


def check(url: str) -> bool:
    """Print the report of one address; whether all is right.

    Raises:
        SystemExit: when the server can't be asked.
    """
    address = address_of(url)
    try:
        published, came = asyncio.run(responses(address))
    except NotPublishedError as error:
        raise SystemExit(str(error)) from None
    found = grouped(published, came)
    print(report(address, published, found))
    return all(finding.note for finding in found)


def main() -> None:
    """Check each address."""
    urls = sys.argv[1:]
    if not urls:
        raise SystemExit("Give the address of a published widget: python -m tools.check https://widget.example.com/")
    right = [check(url) for url in urls]
    if not all(right):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
