"""What is wrong with a response, and what cures it. Each rule looks at one response and knows no server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from pathlib import PurePosixPath

from tools.check.response import Published, Response
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

WITH_EVERY_RESPONSE = (
    "Send it with every response. nginx: an add_header inside a location removes all those of the server around it; "
    "without `always` none comes with an error. Apache: `Header always set`. Caddy: a `header` without a matcher. "
    "Behind a proxy or a CDN: let it pass this header on."
)
AS_PUBLISHED = (
    "Send the whole header as the files in deploy/ have it. If your server does, a proxy or a CDN in front of it "
    "changes the header: compare with the answer of the server itself, and switch that rule of the proxy off."
)


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
        yield Finding(f"status {NOT_FOUND}", "Nothing to do, if the conformance kit is not wanted there.", note=True)
        return
    cures = {
        301: "The frame's address and those of its files must be the last ones: give the address that it leads to.",
        302: "Deliver these files without a login: agents of a third-party frame can't log in there.",
        401: "Deliver these files without a login: the widget has no secret in them.",
        403: "Let the server read the folder, deliver every ending in it, and follow symbolic links.",
        NOT_FOUND: "Publish the whole folder. Where the file is there, the server delivers only the endings that it knows: "
        "add this one (IIS: a mimeMap; others: a rule that denies it).",
        405: "Allow HEAD besides GET: the widget asks for the time with it.",
        OK: "Answer 404 for what is not there: switch off the rule that sends a page instead (try_files … /index.html, "
        "FallbackResource, an error page with status 200).",
    }
    cures |= {308: cures[301], 303: cures[302], 307: cures[302], 410: cures[NOT_FOUND], 501: cures[405]}
    to = f" to {response.headers['Location']}" if "Location" in response.headers else ""
    cure = cures.get(response.status, "The server's error log says why.")
    yield Finding(f"status {response.status}{to}, not {response.expected}", cure)


def media_type(response: Response, _: Published) -> Iterator[Finding]:
    """The type is that of the ending: without it, browsers run no module and refuse a style sheet."""
    if not response.status == response.expected == OK:
        return
    right, sent = content_type(response.path), response.headers.get("Content-Type", "")
    name = sent.partition(";")[0].strip().lower()
    if SAME_TYPE.get(name, name) != right:
        ending = PurePosixPath(response.path or "index.html").suffix
        cure = (
            f"Give {ending} this type. nginx: a `types {{ }}` of a server or location replaces the inherited one, an "
            f"empty one too, so it must name all: use that of deploy/. Apache: ForceType {right}, as in deploy/. "
            f"Caddy: `@type path *{ending}` and `header @type Content-Type {right}`."
        )
        if name == "text/html":
            cure = f"A page came in place of the file: a login, an error page or a start page of the server. {cure}"
        yield Finding(f"Content-Type is {sent or 'missing'}, not {right}", cure)


def cache(response: Response, _: Published) -> Iterator[Finding]:
    """What is named by its content is kept, and all else is asked for each time."""
    right = cache_control(response.path, response.status)
    sent = ", ".join(response.values("Cache-Control"))
    if right == FOR_A_YEAR and not _kept(response):
        cure = (
            "Everything under static/runtime/ is in folders that are named by their content. Without this, each start "
            "asks for each file again. A proxy or a CDN must pass it on."
        )
        yield Finding(f"Cache-Control is {sent or 'missing'}, not {right}", cure)
    if right == ASKED_EACH_TIME and not _asked_each_time(response):
        cure = (
            "Only what is under static/runtime/ may be kept. Otherwise browsers use an old page or an old "
            "configuration for days, or keep an error. nginx: no `expires` and no rule by ending (.js, .css); a CDN: "
            "no caching time of its own."
        )
        if "no-store" in sent:
            cure = "no-store loads every file anew at each start: send no-cache, which asks whether the file is new."
        yield Finding(f"Cache-Control is {sent or 'missing'}, not {right}", cure)
    elif right == ASKED_EACH_TIME and response.status == OK and not _validated(response):
        cure = "Send one of them: otherwise each start loads the file anew. nginx: no `etag off`; Apache: FileETag."
        yield Finding("neither ETag nor Last-Modified", cure)


def _directives(response: Response) -> dict[str, str]:
    parts = (part.lower().partition("=") for part in response.values("Cache-Control"))
    return {name.strip(): value.strip('" ') for name, _, value in parts}


def _max_age(directives: dict[str, str]) -> int:
    value = directives.get("max-age", "0")
    return int(value) if value.isdecimal() else 0


def _kept(response: Response) -> bool:
    directives = _directives(response)
    return (
        "immutable" in directives and _max_age(directives) >= YEAR and not directives.keys() & {"no-cache", "no-store"}
    )


def _asked_each_time(response: Response) -> bool:
    directives = _directives(response)
    kept = _max_age(directives) or directives.keys() & {"immutable", "no-store"}
    return not kept and ("no-cache" in directives or {"max-age", "must-revalidate"} <= directives.keys())


def _validated(response: Response) -> bool:
    return "ETag" in response.headers or "Last-Modified" in response.headers


def policy(response: Response, _: Published) -> Iterator[Finding]:
    """The policy is the strict one, once."""
    sent = list(response.values(POLICY_HEADER))
    if not sent:
        yield Finding(f"{POLICY_HEADER} is missing", WITH_EVERY_RESPONSE)
        return
    if len(sent) > 1:
        cure = "Browsers apply all of them. Remove the ones that your server, a proxy or a CDN adds besides ours."
        yield Finding(f"{POLICY_HEADER} came {len(sent)} times: {' | '.join(sent)}", cure)
        return
    rules = _rules(sent[0])
    if absent := [name for name in POLICY if name not in rules]:
        yield Finding(f"{POLICY_HEADER} has no {', '.join(absent)}", AS_PUBLISHED)
    for name, right in POLICY.items():
        if name in rules and set(rules[name].split()) != set(right.split()):
            yield Finding(f"{POLICY_HEADER}: {name} is {rules[name] or 'empty'}, not {right}", AS_PUBLISHED)
    for name in sorted(rules.keys() - POLICY.keys() - HARMLESS - {"frame-ancestors"}):
        yield Finding(f"{POLICY_HEADER} has a rule too many: {name} {rules[name]}".rstrip(), AS_PUBLISHED)


def _rules(header: str) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in header.split(";"))
    return {name.lower(): value.strip() for name, _, value in parts if name}


def framing(response: Response, published: Published) -> Iterator[Finding]:
    """The header lets frame the widget whom the configuration lets, and nobody else."""
    if "X-Frame-Options" in response.headers:
        cure = "Remove it, also from a proxy in front of the server: frame-ancestors says who may frame the widget."
        yield Finding(f"X-Frame-Options is {response.headers['X-Frame-Options']}", cure)
    sent = list(response.values(POLICY_HEADER))
    if len(sent) != 1:
        return
    if "frame-ancestors" not in (rules := _rules(sent[0])):
        cure = "Any page may frame the widget and lead the agent's clicks: list the desktop there."
        yield Finding(f"{POLICY_HEADER} has no frame-ancestors", cure)
        return
    told = [origin for origin in rules["frame-ancestors"].split() if origin != "'none'"]
    for origin in published.desktops:
        if origin not in told:
            cure = (
                "Add it there. Otherwise the browser blocks the frame, and the agent sees that the address "
                "refused to connect. With tenants, this must be the tenant's own list."
            )
            yield Finding(f"frame-ancestors lacks {origin}, which allowed_origins lists", cure)
    for origin in told:
        if origin not in published.desktops:
            cure = (
                "If it is your desktop, add its exact origin to allowed_origins in pyscript.toml: the widget tells it "
                "nothing until then. Otherwise remove it from the header."
            )
            yield Finding(f"frame-ancestors has {origin}, which allowed_origins does not list", cure)


def encoding(response: Response, published: Published) -> Iterator[Finding]:
    """The file comes as it was compressed by `make dist`, as far as the request allows."""
    if not response.status == response.expected == OK:
        return
    sent = response.encoding
    there = published.encodings(response.path)
    if sent and sent not in response.accepted:
        cure = "A cache gives every client the same copy: send Vary: Accept-Encoding, and empty the cache."
        yield Finding(f"Content-Encoding is {sent}, which the request did not allow", cure)
    elif not sent and (wanted := [encoding for encoding in there if encoding in response.accepted]):
        yield Finding(f"not compressed, though {wanted[0]} was allowed and the file is there", _PRECOMPRESSED)
    elif sent == "gzip" and "br" in response.accepted and "br" in there:
        yield Finding("compressed with gzip, though br was allowed and the file is there", _PRECOMPRESSED)


_PRECOMPRESSED = (
    "Let the server send the .br or .gz file that is beside each file. nginx: `brotli_static on` (a module of its own; "
    "Debian: libnginx-mod-http-brotli-static) and `gzip_static on`. Caddy: `precompressed br gzip`. Apache: the rules "
    "of deploy/apache.conf. A proxy must pass Accept-Encoding on."
)


def vary(response: Response, published: Published) -> Iterator[Finding]:
    """A cache in between keeps one copy for each encoding."""
    told = {value.lower() for value in response.values("Vary")}
    if response.status == OK and published.encodings(response.path) and not told & {"accept-encoding", "*"}:
        cure = (
            "Otherwise a cache in between gives the brotli file to who can't read it. nginx: `gzip_vary on`. "
            "Apache: `Header merge Vary Accept-Encoding`. Caddy: `precompressed` sends it with what is compressed, a "
            "`header Vary Accept-Encoding` with the rest."
        )
        yield Finding(f"Vary is {', '.join(sorted(told)) or 'missing'}, without Accept-Encoding", cure)


def content(response: Response, published: Published) -> Iterator[Finding]:
    """What comes is as long as what was published."""
    size = published.sizes.get(response.path)
    if response.body is None or size is None or response.status != OK:
        return
    try:
        came = len(response.content())
    except ValueError:
        cure = "The file is compressed twice or not at all: either the server's own compression or the files beside it."
        yield Finding(f"Content-Encoding is {response.encoding}, and the file is not", cure)
        return
    if came == size:
        return
    packed = [suffix for suffix in (".br", ".gz") if published.sizes.get(response.path + suffix) == came]
    what, cure = f"{came} bytes, not {size}", "Publish the folder anew, the whole of one `make dist`, in binary mode."
    if packed:
        what = f"the {packed[0]} file is sent without Content-Encoding"
        cure = "Send Content-Encoding with it. Apache: `AddEncoding br .br` and `RemoveLanguage .br`."
    yield Finding(what, cure)


def always(response: Response, _: Published) -> Iterator[Finding]:
    """The other headers of every response."""
    for name, right in ALWAYS.items():
        sent = set(response.headers.getall(name, []))
        if sent != {right}:
            yield Finding(f"{name} is {', '.join(sorted(sent)) or 'missing'}, not {right}", WITH_EVERY_RESPONSE)
    if any(response.headers.get(name) != right for name, right in FOR_ISOLATED_DESKTOPS.items()):
        both = " and ".join(f"{name}: {right}" for name, right in FOR_ISOLATED_DESKTOPS.items())
        cure = "Nothing to do, unless the desktop's own page is sent with a Cross-Origin-Embedder-Policy."
        yield Finding(f"not both of {both}", cure, note=True)


def clock(response: Response, _: Published) -> Iterator[Finding]:
    """Deadlines are counted with the server's time."""
    if response.path:
        return
    try:
        told = parsedate_to_datetime(response.headers["Date"])
    except (KeyError, ValueError):
        cure = "Without it, the widget can't tell whether the computer's clock is wrong. A proxy must pass it on."
        yield Finding("Date is missing", cure)
        return
    difference = abs((response.came - told.replace(tzinfo=UTC)).total_seconds())
    if difference > CLOCK_DIFFERENCE:
        cure = "One of the two clocks is wrong. If it is the server's, agents see wrong deadlines: set it (NTP)."
        yield Finding(f"Date differs from this computer's clock by {difference:.0f} s", cure)


RULES: tuple[Rule, ...] = (status, media_type, cache, policy, framing, encoding, vary, content, always, clock)


def findings(response: Response, published: Published) -> Iterator[Finding]:
    """All that is wrong with a response, in the order of the rules."""
    for rule in RULES:
        yield from rule(response, published)
