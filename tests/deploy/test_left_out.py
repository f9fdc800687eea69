"""What could not be tested for want of a server is said."""

from __future__ import annotations

from dataclasses import replace

from tests.deploy.__main__ import left_out
from tests.deploy.servers import CADDY, HTTPD, NGINX


def test_a_server_or_a_module_that_is_not_there_is_named_with_its_file() -> None:
    here = replace(HTTPD, program="sh")
    servers = (
        replace(NGINX, program="sh", needs=("/no/such/brotli.so",)),
        replace(CADDY, program="no-such-caddy"),
        here,
    )
    assert left_out(servers) == (
        "Not tested, for want of a server: deploy/nginx.conf (no brotli.so), deploy/Caddyfile (no no-such-caddy)."
    )
    assert left_out((here,)) == "No test was left out for want of a server."
