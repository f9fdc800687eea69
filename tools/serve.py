"""Serves the widget and the demo desktop as a real server would: exact headers, brotli files, an origin each.

For the demo, the tests and the benchmarks. What is served is the project as it is, or a folder that `make dist` made.
Files are read at each request, so an edit shows at the next reload; only what is under `static/runtime/` is kept. Which
headers a file has, `tools/delivery.py` decides, for the integrator's own server too.
"""

from __future__ import annotations

import io
import json
import re
import tomllib
import zipfile
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import web
from aiohttp.typedefs import Handler
from aiohttp.web_fileresponse import CONTENT_TYPES

from tools.delivery import ALWAYS, CONFIGURATION, FILES, TYPES, cache_control, content_security_policy
from tools.project import ROOT
from tools.texts import compiled

for _suffix, _type in TYPES.items():
    CONTENT_TYPES.add_type(_type, _suffix)

DEMO_WIDGET = "http://127.0.0.1:8000"  # as written in the demo desktop's page
ENTRY = "widget/main.py"
KIT = ROOT / "conformance"
KIT_PAGE, KIT_ENTRY, KIT_ARCHIVE = "conformance.html", "conformance/main.py", "conformance.zip"
PACKAGES = (ROOT / "widget", KIT, ROOT / "demo")
PACKAGED = (".py", ".po")  # the latter compiled
Setting = str | float | bool | tuple[str, ...]
ZIP_DATE = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Site:
    """One origin.

    Attributes:
        folder: what is served. Where it is not published, the project's `static/` and `widget/` are served beside it.
        framed_by: the origins that may frame it.
        settings: other values for the [widget] table.
        widget: for a desktop, the origin of the widget it frames.
        agent: for a desktop, the agent's id that it gives the widget in the frame's address, or "".
        instead: files served at other paths than their own, for tests and benchmarks.
        redirected: paths that are redirected, and where to, for tests.
        headers: more headers, with every response.
        without_header: none of the headers that every response should have.
        policy: other rules for it; "" leaves a rule out.
    """

    folder: Path
    framed_by: tuple[str, ...] = ()
    settings: Mapping[str, Setting] = field(default_factory=dict)
    widget: str = ""
    agent: str = ""
    instead: Mapping[str, Path] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    redirected: Mapping[str, str] = field(default_factory=dict)
    without_header: bool = False
    policy: dict[str, str] = field(default_factory=dict)

    @property
    def published(self) -> bool:
        """Whether the folder is one that `make dist` has made."""
        return (self.folder / FILES).exists()

    def content_security_policy(self) -> str:
        """The strict header, with this site's frames."""
        return content_security_policy(self.framed_by, {"frame-src": self.widget, **self.policy})


def package(folder: Path = ROOT / "widget") -> bytes:
    """The widget's Python as one zip, from the sources and the catalogues as they are now."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.suffix in PACKAGED and "__pycache__" not in path.parts:
                name, content = _packaged(path)
                archive.writestr(zipfile.ZipInfo(name.relative_to(folder.parent).as_posix(), ZIP_DATE), content)
    return buffer.getvalue()


def _packaged(path: Path) -> tuple[Path, bytes]:
    if path.suffix == ".po":
        return path.with_suffix(".mo"), compiled(path)
    return path, path.read_bytes()


def sizes(folder: Path, under: str = "") -> dict[str, int]:
    """How many bytes the files of `folder` have, or those of a folder `under` it: path in `folder` -> bytes.

    With it, the page notices a file that came damaged.
    """
    paths = sorted(path for path in (folder / under).rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.stat().st_size for path in paths}


def with_settings(toml: str, settings: Mapping[str, Setting]) -> str:
    """The configuration with other values in its [widget] table: what the demo sets, an integrator writes there.

    Args:
        toml: the file's text, each key on one line.
        settings: key -> value; a tuple is added to the list that is there.
    """
    head, _, table = toml.partition("[widget]\n")
    listed = tomllib.loads(table)
    for key, value in settings.items():
        both = list(dict.fromkeys([*listed.get(key, ()), *value])) if isinstance(value, tuple) else value
        line = f"{key} = {json.dumps(both)}\n"
        table = re.sub(rf"^{key} = .*\n", "", table, flags=re.MULTILINE) + line
    return f"{head}[widget]\n{table}"


def _dressing(site: Site) -> Callable[[web.Request, web.StreamResponse], Awaitable[None]]:
    async def dress(request: web.Request, response: web.StreamResponse) -> None:
        headers = {"Content-Security-Policy": site.content_security_policy(), **ALWAYS}
        response.headers.update(site.headers if site.without_header else {**headers, **site.headers})
        response.headers["Vary"] = "Accept-Encoding"
        response.headers["Cache-Control"] = cache_control(request.path, response.status)

    return dress


def application(site: Site) -> web.Application:
    """A site as an aiohttp application."""

    async def configuration(_: web.Request) -> web.StreamResponse:
        text = (site.folder / CONFIGURATION).read_text()
        if site.settings:
            text = with_settings(text, site.settings)
        return web.Response(text=text, content_type="application/toml")

    async def files(_: web.Request) -> web.StreamResponse:
        known = _known_sizes(site)
        known |= {path[1:]: file.stat().st_size for path, file in site.instead.items() if file.exists()}
        return web.json_response(known)

    pages = {"/": _serving(site.folder / "index.html")} if site.published else _sources(site)
    routes: dict[str, Handler] = {f"/{CONFIGURATION}": configuration, f"/{FILES}": files, **pages}
    routes |= {path: _serving(file) for path, file in site.instead.items()}
    routes |= {path: _redirecting(url) for path, url in site.redirected.items()}
    app = web.Application()
    app.on_response_prepare.append(_dressing(site))
    for path, handler in routes.items():
        app.router.add_get(path, handler)
    if not site.published:
        app.router.add_static("/static", ROOT / "static")
        app.router.add_static("/widget", ROOT / "widget")
        app.router.add_static("/conformance", KIT)
    if site.folder != ROOT:
        app.router.add_static("/", site.folder)
    return app


def _known_sizes(site: Site) -> dict[str, int]:
    if site.published:
        published: dict[str, int] = json.loads((site.folder / FILES).read_text())
        return published
    ours = sizes(ROOT, "static") | {"widget.zip": len(package()), ENTRY: (ROOT / ENTRY).stat().st_size}
    return ours if site.folder == ROOT else ours | sizes(site.folder)


def _sources(site: Site) -> dict[str, Handler]:
    async def index(request: web.Request) -> web.StreamResponse:
        frame = KIT_PAGE if request.query.get("frame") == KIT_PAGE else ""
        frame += f"#agent_id={site.agent}" if site.agent else ""
        text = (site.folder / "index.html").read_text()
        framed = text.replace(f"{DEMO_WIDGET}/", f"{site.widget or DEMO_WIDGET}/{frame}")
        return web.Response(text=framed, content_type="text/html")

    pages = {"/": index, "/index.html": index, f"/{KIT_PAGE}": _serving(KIT / "index.html")}
    return pages | {f"/{folder.name}.zip": _packaging(folder) for folder in PACKAGES}


def _packaging(folder: Path) -> Handler:
    async def archive(_: web.Request) -> web.StreamResponse:
        return web.Response(body=package(folder), content_type="application/zip")

    return archive


def _serving(path: Path) -> Handler:
    async def serve(_: web.Request) -> web.StreamResponse:
        return web.FileResponse(path)

    return serve


def _redirecting(url: str) -> Handler:
    async def redirect(_: web.Request) -> web.StreamResponse:
        raise web.HTTPFound(url)

    return redirect


async def start(site: Site, port: int, host: str = "127.0.0.1") -> web.AppRunner:
    """Serve `site` until the runner is cleaned up.

    Raises:
        OSError: when the port is taken.
    """
    runner = web.AppRunner(application(site), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, host, port).start()
    return runner
