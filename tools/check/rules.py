"""What is wrong with a response. Each rule looks at one response and knows no server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime

from tools.check import cures
from tools.check.response import COMPRESSED, Published, Response
from tools.delivery import (
    ALWAYS,
    ASKED_EACH_TIME,
    FOR_A_YEAR,
    FOR_ISOLATED_DESKTOPS,
    POLICY,
    cache_control,
    content_type,
)

OK, NOT_FOUND = 200, 404
YEAR = 31_536_000  # seconds
CLOCK_DIFFERENCE = 60  # seconds; the widget then says that a clock is wrong
SAME_TYPE = {"application/javascript": "text/javascript", "application/x-javascript": "text/javascript"}
HARMLESS = {"report-uri", "report-to", "upgrade-insecure-requests", "block-all-mixed-content"}
POLICY_HEADER = "Content-Security-Policy"


@dataclass(frozen=True)
class Finding:
    """What is not as it should be, and what to do. A note is about something that not everybody needs."""

    what: str
    cure: str
    note: bool = False


Rule = Callable[[Response, Published], Iterator[Finding]]


def status(response: Response, _: Published) -> Iterator[Finding]:
    """The file comes, from this address."""
    if response.status == response.expected:
        return
    if response.status == NOT_FOUND and response.path.startswith("conformance"):
        yield Finding(f"status {NOT_FOUND}", cures.KIT_LEFT_OUT, note=True)
        return
    to = f" to {response.headers['Location']}" if "Location" in response.headers else ""
    cure = cures.STATUS.get(response.status, cures.OTHER_STATUS)
    yield Finding(f"status {response.status}{to}, not {response.expected}", cure)


def media_type(response: Response, _: Published) -> Iterator[Finding]:
    """The type is that of the ending: without it, browsers run no module and refuse a style sheet."""
    if not response.status == response.expected == OK:
        return
    right, sent = content_type(response.path), response.headers.get("Content-Type", "")
    name = sent.partition(";")[0].strip().lower()
    if SAME_TYPE.get(name, name) != right:
        cure = cures.PAGE_AS_FILE if name == "text/html" else cures.TYPE
        yield Finding(f"Content-Type is {sent or 'missing'}, not {right}", cure)


def cache(response: Response, _: Published) -> Iterator[Finding]:
    """What is named by its content is kept, and all else is asked for each time."""
    right = cache_control(response.path, response.status)
    directives = _directives(response)
    sent = ", ".join(response.values("Cache-Control")) or "missing"
    if right == FOR_A_YEAR and not _kept(directives):
        yield Finding(f"Cache-Control is {sent}, not {right}", cures.KEPT)
    if right == ASKED_EACH_TIME and not _asked_each_time(directives):
        cure = cures.NO_STORE if "no-store" in directives else cures.NOT_KEPT
        yield Finding(f"Cache-Control is {sent}, not {right}", cure)
    elif right == ASKED_EACH_TIME and response.status == OK and not _validated(response):
        yield Finding("neither ETag nor Last-Modified", cures.VALIDATOR)


def _directives(response: Response) -> dict[str, str]:
    parts = (part.lower().partition("=") for part in response.values("Cache-Control"))
    return {name.strip(): value.strip('" ') for name, _, value in parts}


def _max_age(directives: dict[str, str]) -> int:
    value = directives.get("max-age", "0")
    return int(value) if value.isdecimal() else 0


def _kept(directives: dict[str, str]) -> bool:
    return (
        "immutable" in directives and _max_age(directives) >= YEAR and not directives.keys() & {"no-cache", "no-store"}
    )


def _asked_each_time(directives: dict[str, str]) -> bool:
    kept = _max_age(directives) or directives.keys() & {"immutable", "no-store"}
    return not kept and ("no-cache" in directives or {"max-age", "must-revalidate"} <= directives.keys())


def _validated(response: Response) -> bool:
    return "ETag" in response.headers or "Last-Modified" in response.headers


def policy(response: Response, _: Published) -> Iterator[Finding]:
    """The policy is the strict one, once."""
    sent = list(response.values(POLICY_HEADER))
    if not sent:
        yield Finding(f"{POLICY_HEADER} is missing", cures.HEADER)
        return
    if len(sent) > 1:
        yield Finding(f"{POLICY_HEADER} came {len(sent)} times: {' | '.join(sent)}", cures.POLICY_TWICE)
        return
    rules = _rules(sent[0])
    if absent := [name for name in POLICY if name not in rules]:
        yield Finding(f"{POLICY_HEADER} has no {', '.join(absent)}", cures.POLICY)
    for name, right in POLICY.items():
        if name in rules and set(rules[name].split()) != set(right.split()):
            yield Finding(f"{POLICY_HEADER}: {name} is {rules[name] or 'empty'}, not {right}", cures.POLICY)
    for name in sorted(rules.keys() - POLICY.keys() - HARMLESS - {"frame-ancestors"}):
        yield Finding(f"{POLICY_HEADER} has a rule too many: {name} {rules[name]}".rstrip(), cures.POLICY)


def _rules(header: str) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in header.split(";"))
    return {name.lower(): value.strip() for name, _, value in parts if name}


def framing(response: Response, published: Published) -> Iterator[Finding]:
    """The header lets frame the widget whom the configuration lets, and nobody else."""
    if "X-Frame-Options" in response.headers:
        yield Finding(f"X-Frame-Options is {response.headers['X-Frame-Options']}", cures.FRAME_OPTIONS)
    sent = list(response.values(POLICY_HEADER))
    if len(sent) != 1:
        return
    rules = _rules(sent[0])
    if "frame-ancestors" not in rules:
        yield Finding(f"{POLICY_HEADER} has no frame-ancestors", cures.FRAMED_BY_ANYBODY)
        return
    told = [origin for origin in rules["frame-ancestors"].split() if origin != "'none'"]
    for origin in published.desktops:
        if origin not in told:
            yield Finding(f"frame-ancestors lacks {origin}, which allowed_origins lists", cures.DESKTOP_LACKING)
    for origin in told:
        if origin not in published.desktops:
            what = f"frame-ancestors has {origin}, which allowed_origins does not list"
            yield Finding(what, cures.DESKTOP_TOO_MANY)


def encoding(response: Response, published: Published) -> Iterator[Finding]:
    """The file comes as it was compressed by `make dist`, as far as the request allows."""
    if not response.status == response.expected == OK:
        return
    sent, there = response.encoding, published.encodings(response.path)
    wanted = [encoding for encoding in there if encoding in response.accepted]
    if sent and sent not in response.accepted:
        yield Finding(f"Content-Encoding is {sent}, which the request did not allow", cures.WRONG_COPY)
    elif wanted and not sent:
        yield Finding(f"not compressed, though {wanted[0]} was allowed and the file is there", cures.PRECOMPRESSED)
    elif wanted and sent != wanted[0]:
        what = f"compressed with {sent}, though {wanted[0]} was allowed and the file is there"
        yield Finding(what, cures.PRECOMPRESSED)


def vary(response: Response, published: Published) -> Iterator[Finding]:
    """A cache in between keeps one copy for each encoding."""
    told = {value.lower() for value in response.values("Vary")}
    if response.status == OK and published.encodings(response.path) and not told & {"accept-encoding", "*"}:
        yield Finding(f"Vary is {', '.join(sorted(told)) or 'missing'}, without Accept-Encoding", cures.VARY)


def content(response: Response, published: Published) -> Iterator[Finding]:
    """What comes is as long as what was published."""
    size = published.sizes.get(response.path)
    if response.body is None or size is None or response.status != OK:
        return
    try:
        came = len(response.content())
    except ValueError:
        yield Finding(f"Content-Encoding is {response.encoding}, and the file is not", cures.COMPRESSED_TWICE)
        return
    packed = [suffix for suffix in COMPRESSED.values() if published.sizes.get(response.path + suffix) == came]
    if came != size and packed:
        yield Finding(f"the {packed[0]} file is sent without Content-Encoding", cures.ENCODING_UNSAID)
    elif came != size:
        yield Finding(f"{came} bytes, not {size}", cures.OTHER_CONTENT)


def always(response: Response, _: Published) -> Iterator[Finding]:
    """The other headers of every response."""
    for name, right in ALWAYS.items():
        sent = set(response.headers.getall(name, []))
        if sent != {right}:
            yield Finding(f"{name} is {', '.join(sorted(sent)) or 'missing'}, not {right}", cures.HEADER)
    if any(response.headers.get(name) != right for name, right in FOR_ISOLATED_DESKTOPS.items()):
        both = " and ".join(f"{name}: {right}" for name, right in FOR_ISOLATED_DESKTOPS.items())
        yield Finding(f"not both of {both}", cures.FOR_ISOLATED_DESKTOPS, note=True)


def clock(response: Response, _: Published) -> Iterator[Finding]:
    """Deadlines are counted with the server's time."""
    if response.path:
        return
    try:
        told = parsedate_to_datetime(response.headers["Date"]).replace(tzinfo=UTC)
    except (KeyError, ValueError):
        yield Finding("Date is missing", cures.DATE)
        return
    difference = abs((response.came - told).total_seconds())
    if difference > CLOCK_DIFFERENCE:
        yield Finding(f"Date differs from this computer's clock by {difference:.0f} s", cures.CLOCK)


RULES: tuple[Rule, ...] = (status, media_type, cache, policy, framing, encoding, vary, content, always, clock)


def findings(response: Response, published: Published) -> Iterator[Finding]:
    """All that is wrong with a response, in the order of the rules."""
    for rule in RULES:
        yield from rule(response, published)
