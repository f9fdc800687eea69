"""Each server of deploy/ delivers every file as it should, at / and for each tenant; the check finds what is spoilt."""

from __future__ import annotations

import asyncio
import http.client
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.deploy.conftest import DESKTOP, TENANTS
from tests.deploy.servers import CADDY, HTTPD, NGINX, Server, needed
from tools.check.__main__ import grouped
from tools.check.fetch import NO_FILE, responses

PATHS = {"/": (DESKTOP,), **{f"/tenants/{name}/": origins for name, origins in TENANTS.items()}}


def found_at(address: str) -> dict[str, list[str]]:
    """What the check finds: its words -> the paths."""
    published, came = asyncio.run(responses(address))
    return {finding.what: paths for finding, paths in grouped(published, came).items()}


def asked(url: str, **headers: str) -> http.client.HTTPResponse:
    """One answer, without its body, and without following a redirect."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc)
    connection.request("HEAD", parts.path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    connection.close()
    return answer


def test_every_file_is_delivered_as_it_should_be(server: Server, site: Path, folder: Path) -> None:
    with server.serving(site, folder) as origin:
        for path, desktops in PATHS.items():
            published, came = asyncio.run(responses(origin + path))
            assert published.desktops == desktops
            assert grouped(published, came) == {}


def test_at_an_address_that_is_nobody_s_the_widget_can_not_be_framed(server: Server, site: Path, folder: Path) -> None:
    with server.serving(site, folder) as origin:
        policy = asked(f"{origin}/tenants/third/").headers["Content-Security-Policy"]
        assert policy.endswith("frame-ancestors 'none'")


def test_an_address_without_its_slash_leads_to_the_one_with_it(server: Server, site: Path, folder: Path) -> None:
    with server.serving(site, folder) as origin:
        answer = asked(f"{origin}/tenants/first")
        assert answer.status == 301
        assert answer.headers["Location"].removeprefix(origin) == "/tenants/first/"


def test_what_is_known_is_not_sent_again(server: Server, site: Path, folder: Path) -> None:
    with server.serving(site, folder) as origin:
        for path in ("/", "/pyscript.toml", "/tenants/first/conformance.html"):
            first = asked(origin + path, Accept_Encoding="br")
            again = asked(origin + path, Accept_Encoding="br", If_None_Match=first.headers["ETag"])
            assert again.status == 304, path
            assert again.headers["Content-Security-Policy"] == first.headers["Content-Security-Policy"]


WRONG: dict[str, tuple[Server, str, str, str, str]] = {
    # what is wrong: the server, what is replaced in its file by what, what the check says, at which path
    "an add_header in a location": (
        NGINX,
        r"root /srv/widget;",
        r"\g<0> add_header X-Mine 1;",
        "Content-Security-Policy is missing",
        "pyscript.toml",
    ),
    "an add_header without always": (NGINX, r" always;", ";", "Content-Security-Policy is missing", NO_FILE),
    "an empty types": (
        NGINX,
        r"types \{[^}]*\}",
        "types { }",
        "Content-Type is application/octet-stream, not text/html",
        "the page",
    ),
    "no types": (NGINX, r"types \{[^}]*\}", "", "Content-Type is application/octet-stream, not application/wasm", ""),
    "expires by ending": (
        NGINX,
        r"location / \{",
        r"location ~ \\.html$ { expires 1h; }\n\g<0>",
        "Cache-Control is max-age=3600, no-cache, not no-cache",
        "conformance.html",
    ),
    "nginx without brotli": (NGINX, "brotli_static on;", "", "compressed with gzip, though br was allowed", "the page"),
    "nginx without Vary": (NGINX, "gzip_vary on;", "", "Vary is missing, without Accept-Encoding", "the page"),
    "a page instead of a 404": (NGINX, r"location / \{", r"\g<0> try_files $uri /index.html;", "status 200", NO_FILE),
    "Caddy without the files beside": (
        CADDY,
        "precompressed br gzip",
        "",
        "not compressed, though br was allowed",
        "the page",
    ),
    "Caddy that lets anybody in": (
        CADDY,
        f'default "{DESKTOP}"',
        'default "*"',
        "frame-ancestors has *, which allowed_origins does not list",
        "the page",
    ),
    "Caddy that keeps an error": (CADDY, "header Cache-Control no-cache", "", "Cache-Control is public", NO_FILE),
    "Apache without a word of brotli": (
        HTTPD,
        "AddEncoding br .br",
        "",
        "the .br file is sent without Content-Encoding",
        "conformance.html",
    ),
    "Apache without always": (HTTPD, "Header always set", "Header set", "Origin-Agent-Cluster is missing", NO_FILE),
    "Apache without Vary": (HTTPD, "Header merge Vary Accept-Encoding", "", "Vary is missing", ""),
    "Apache with AddType": (
        HTTPD,
        r"<FilesMatch .*\n\s*ForceType application/wasm\n\s*</FilesMatch>",
        "AddType application/wasm .wasm",
        "Content-Type is application/gzip, not application/wasm",
        "",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_in_a_server_s_file_is_found(name: str, site: Path, folder: Path) -> None:
    server, old, new, what, path = WRONG[name]

    def spoilt(text: str) -> str:
        changed = re.sub(old, new, text)
        assert changed != text
        return changed

    with needed(server).serving(site, folder, spoilt) as origin:
        found = found_at(f"{origin}/")
    assert [paths for said, paths in found.items() if said.startswith(what) and (path in paths or not path)], found
