"""How a published file is to be delivered: the headers of every response, and the type and the cache of each path.

The one place that decides it. `tools/serve.py` sends it, the check of a server compares with it, and the tests hold the
README to it. A rule names a kind of path, never a file of today's runtime.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

CONFIGURATION = "pyscript.toml"  # the integrator edits it: it has no fixed size, and nothing compressed beside it
FILES = "files.json"  # the sizes of all other files, as `make dist` made them
RUNTIME = "static/runtime/"

POLICY = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "connect-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "base-uri": "'none'",
    "form-action": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "widget-panels",
}
"""The rules of the Content-Security-Policy; `frame-ancestors`, which the desktops decide, comes with them."""

ALWAYS = {"Origin-Agent-Cluster": "?1", "X-Content-Type-Options": "nosniff"}
"""What else every response has, an error too."""

FOR_ISOLATED_DESKTOPS = {
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
"""What every response has where a desktop is sent with a Cross-Origin-Embedder-Policy."""

FOR_A_YEAR = "public, max-age=31536000, immutable"
ASKED_EACH_TIME = "no-cache"

UNKNOWN = "application/octet-stream"
TYPES = {
    ".html": "text/html",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".json": "application/json",
    ".toml": "application/toml",
    ".py": "text/x-python",
    ".zip": "application/zip",
    ".whl": "application/zip",
    ".bin": UNKNOWN,
}
"""The Content-Type of a file by the end of its name."""


def content_security_policy(framed_by: Iterable[str], others: Mapping[str, str] | None = None) -> str:
    """The header's value.

    Args:
        framed_by: the origins that may frame the page; none may where there is none.
        others: rules instead of ours or besides them; "" leaves a rule out.
    """
    rules = {**POLICY, "frame-ancestors": " ".join(framed_by) or "'none'", **(others or {})}
    return "; ".join(f"{name} {value}" for name, value in rules.items() if value)


def content_type(path: str) -> str:
    """The type of the file at `path`, a folder's being that of its page."""
    return TYPES.get(PurePosixPath(path).suffix, UNKNOWN) if path and not path.endswith("/") else TYPES[".html"]


def cache_control(path: str, status: int = 200) -> str:
    """How long the response may be kept: a runtime's folder is named by its content, and nothing else is.

    Args:
        path: the address, from the folder of the page or from the root.
        status: of the response; no error is kept.
    """
    kept = f"/{RUNTIME}" in f"/{path}" and status < 400
    return FOR_A_YEAR if kept else ASKED_EACH_TIME
