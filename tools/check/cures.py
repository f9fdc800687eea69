"""What an administrator does about a finding: in general first, then in the words of nginx, Apache and Caddy."""

from __future__ import annotations

HEADER = (
    "Send it with every response. nginx: an add_header inside a location removes all those of the server around it; "
    "without `always` none comes with an error. Apache: `Header always set`. Caddy: a `header` without a matcher. "
    "Behind a proxy or a CDN: let it pass this header on."
)
POLICY = (
    "Send the whole header as the files in deploy/ have it. If your server does, a proxy or a CDN in front of it "
    "changes the header: compare with the answer of the server itself, and switch that rule of the proxy off."
)
POLICY_TWICE = "Browsers apply all of them. Remove the ones that your server, a proxy or a CDN adds besides ours."
FRAMED_BY_ANYBODY = "Any page may frame the widget and lead the agent's clicks: list the desktop there."
FRAME_OPTIONS = "Remove it, also from a proxy in front of the server: frame-ancestors says who may frame the widget."
DESKTOP_LACKING = (
    "Add it there. Otherwise the browser blocks the frame, and the agent sees that the address refused to connect. "
    "With tenants, this must be the tenant's own list."
)
DESKTOP_TOO_MANY = (
    "If it is your desktop, add its exact origin to allowed_origins: the widget tells it nothing until then. Otherwise "
    "remove it from the header."
)

_MOVED = "The frame's address and those of its files must be the last ones: give the address that it leads to."
_LOGIN = "Deliver these files without a login: they hold no secret, and in a frame of another site nobody can log in."
_DENIED = "Let the server read the folder, deliver every ending in it, and follow symbolic links."
_ABSENT = (
    "Publish the whole folder. Where the file is there, the server delivers only the endings it knows: add this one "
    "(IIS: a mimeMap; others: a rule that denies it)."
)
_HEAD = "Allow HEAD besides GET: the widget asks for the time with it."
_PAGE_INSTEAD = (
    "Answer 404 for what is not there: switch off the rule that sends a page instead (try_files … /index.html, "
    "FallbackResource, an error page with status 200)."
)
STATUS = {
    200: _PAGE_INSTEAD,
    301: _MOVED, 308: _MOVED,
    302: _LOGIN, 303: _LOGIN, 307: _LOGIN, 401: _LOGIN,
    403: _DENIED,
    404: _ABSENT, 410: _ABSENT,
    405: _HEAD, 501: _HEAD,
}  # fmt: skip
OTHER_STATUS = "The server's error log says why."
KIT_LEFT_OUT = "Nothing to do, if the conformance kit is not wanted there."

TYPE = (
    "Give each ending the type that docs/deploy.md lists. nginx: a `types { }` of a server or location replaces the "
    "inherited one, an empty one too, so it must have all: paste that of deploy/nginx.conf. Apache: ForceType, as in "
    "deploy/apache.conf. Caddy: the map of deploy/Caddyfile."
)
PAGE_AS_FILE = f"A page came in place of the file (a login, an error, a start page), or the type is wrong. {TYPE}"

KEPT = (
    "Everything under static/runtime/ is in folders that are named by their content. Without this, each start asks for "
    "each file again. A proxy or a CDN must pass it on."
)
NOT_KEPT = (
    "Only what is under static/runtime/ may be kept. Otherwise browsers use an old page or an old configuration for "
    "days, or keep an error. nginx: no `expires` and no rule by ending (.js, .css); a CDN: no caching time of its own."
)
NO_STORE = "no-store loads every file anew at each start: send no-cache, which asks whether the file is new."
VALIDATOR = "Send one of them: otherwise each start loads the file anew. nginx: no `etag off`; Apache: FileETag."

PRECOMPRESSED = (
    "Let the server send the .br or .gz file that is beside each file. nginx: `brotli_static on` (a module of its own; "
    "Debian: libnginx-mod-http-brotli-static) and `gzip_static on`. Caddy: `precompressed br gzip`. Apache: the rules "
    "of deploy/apache.conf. A proxy must pass Accept-Encoding on."
)
WRONG_COPY = "A cache gives every client the same copy: send Vary: Accept-Encoding, and empty the cache."
VARY = (
    "Otherwise a cache in between gives the brotli file to who can't read it. nginx: `gzip_vary on`. Apache: `Header "
    "merge Vary Accept-Encoding`. Caddy: `header Vary Accept-Encoding`."
)
COMPRESSED_TWICE = (
    "The file is compressed twice or not at all: either the server's own compression or the files beside it."
)
ENCODING_UNSAID = "Send Content-Encoding with it. Apache: `AddEncoding br .br` and `RemoveLanguage .br`."
OTHER_CONTENT = "Publish the folder anew, the whole of one `make dist`, in binary mode."

FOR_ISOLATED_DESKTOPS = "Nothing to do, unless the desktop's own page is sent with a Cross-Origin-Embedder-Policy."
DATE = "Without it, the widget can't tell whether the computer's clock is wrong. A proxy must pass it on."
CLOCK = "One of the two clocks is wrong. If it is the server's, agents see wrong deadlines: set it (NTP)."
