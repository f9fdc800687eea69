"""Starts nginx, Caddy and Apache with the files of `deploy/`, unprivileged, with everything they write in one folder.

Of a file of `deploy/`, only the port, the certificate and the folder are changed.
"""

from __future__ import annotations

import os
import pwd
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tools.project import ROOT

DEPLOY = ROOT / "deploy"
SITE = "/srv/widget"  # as the files of `deploy/` name it
PATIENCE = 20  # seconds, for a server to start


@dataclass(frozen=True)
class Server:
    """A server program.

    Attributes:
        name: for people.
        program: its executable.
        needs: other files that must be there for it, such as a module's.
        file: its file in `deploy/`.
        prepare: writes its whole configuration into a folder; the command that starts it. Takes the file's text, the
            port and the folder.
    """

    name: str
    program: str
    needs: tuple[str, ...]
    file: str
    prepare: Callable[[str, int, Path], list[str]]

    def lacking(self) -> str:
        """What this machine has not, or nothing."""
        path = f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin"
        missing = [] if shutil.which(self.program, path=path) else [self.program]
        return ", ".join(missing + [Path(name).name for name in self.needs if not Path(name).exists()])

    @contextmanager
    def serving(self, site: Path, folder: Path, change: Callable[[str], str] = lambda text: text) -> Iterator[str]:
        """The origin of a server that delivers `site`, with `folder` for what it writes and `change` for its file.

        Raises:
            RuntimeError: when it does not start; with what it said.
        """
        port = free_port()
        text = change((DEPLOY / self.file).read_text()).replace(SITE, str(site))
        command = self.prepare(text, port, folder)
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o777 if path.is_dir() else 0o644)
        log = folder / "said"
        with log.open("wb") as said:
            process = subprocess.Popen(
                [*unprivileged(), *command], cwd=folder, stdout=said, stderr=said, env=environment(folder)
            )
        try:
            wait_for(port, process, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(PATIENCE)


@contextmanager
def readable_folder() -> Iterator[Path]:
    """An empty folder that a server of another user can read, unlike pytest's own."""
    with tempfile.TemporaryDirectory(prefix="widget-") as name:
        path = Path(name)
        path.chmod(0o755)
        yield path


def publish(*arguments: str | Path) -> None:
    """Run deploy/publish.sh."""
    subprocess.run([DEPLOY / "publish.sh", *arguments], check=True)


def needed(server: Server) -> Server:
    """The server, where this machine has it. Otherwise the test is skipped."""
    if lacking := server.lacking():
        pytest.skip(f"{server.name}: this machine has no {lacking}")
    return server


def unprivileged() -> list[str]:
    """What a command begins with to run as nobody, where we are root."""
    if os.geteuid():
        return []
    nobody = pwd.getpwnam("nobody")
    return ["setpriv", f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}", "--clear-groups"]


def environment(folder: Path) -> dict[str, str]:
    """Nothing of ours, and a home in the folder."""
    return {
        "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        **dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "TMPDIR"), str(folder)),
    }


def free_port() -> int:
    """A port that nobody has or gets meanwhile: of this process alone, and below those that a system chooses itself."""
    first = 20_000 + os.getpid() % 1_000 * 10
    for port in range(first, first + 10):
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
    raise RuntimeError(f"the ports from {first} are taken")


def wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    """Return when somebody listens at `port`.

    Raises:
        RuntimeError: when the process ends or the time is over; with what it said.
    """
    end = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise RuntimeError(f"{process.args!r} does not start: {log.read_text()}")


BROTLI = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so"


def nginx(text: str, port: int, folder: Path) -> list[str]:
    """Around the file, what a distribution's own nginx.conf has, and all that it writes in the folder."""
    text = re.sub(r"listen .*;", f"listen 127.0.0.1:{port};", text)
    text = re.sub(r"ssl_certificate.*;", "", text)
    temporary = "\n".join(
        f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "widget.conf").write_text(text)
    (folder / "nginx.conf").write_text(
        f"""
load_module {BROTLI};
daemon off;
pid {folder}/pid;
error_log stderr;
worker_processes 1;
events {{}}
http {{
    access_log off;
    {temporary}
    gzip on;
    default_type application/octet-stream;
    types {{ text/html html; application/javascript js; }}
    include {folder}/widget.conf;
}}
"""
    )
    return ["nginx", "-e", "stderr", "-p", str(folder), "-c", str(folder / "nginx.conf")]


def caddy(text: str, port: int, folder: Path) -> list[str]:
    """The file with options around it that let it run beside another Caddy."""
    text = re.sub(r"^widget\.example\.com \{", f"http://127.0.0.1:{port} {{", text, flags=re.MULTILINE)
    (folder / "Caddyfile").write_text(f"{{\n\tadmin off\n\tauto_https off\n}}\n{text}")
    return ["caddy", "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]


APACHE_MODULES = (
    "mpm_event", "authz_core", "deflate", "dir", "env", "filter", "headers", "mime", "rewrite", "setenvif",
)  # fmt: skip
APACHE = "/usr/lib/apache2/modules"


def apache(text: str, port: int, folder: Path) -> list[str]:
    """Around the file, what a distribution has that could disturb it, and all that it writes in the folder."""
    text = re.sub(r"^ *SSL.*$", "", text.replace("*:443", f"127.0.0.1:{port}"), flags=re.MULTILINE)
    (folder / "apache.conf").write_text(
        "\n".join(f"LoadModule {name}_module {APACHE}/mod_{name}.so" for name in APACHE_MODULES)
        + f"""
ServerName 127.0.0.1
ServerRoot {folder}
Listen 127.0.0.1:{port}
PidFile {folder}/pid
Mutex pthread
ErrorLog {folder}/error.log
TypesConfig /etc/mime.types
AddLanguage br .br
AddOutputFilterByType DEFLATE text/html text/javascript application/wasm application/toml
{text}
"""
    )
    return ["apache2", "-d", str(folder), "-f", str(folder / "apache.conf"), "-D", "FOREGROUND"]


NGINX = Server("nginx", "nginx", (BROTLI,), "nginx.conf", nginx)
CADDY = Server("Caddy", "caddy", (), "Caddyfile", caddy)
HTTPD = Server("Apache", "apache2", (), "apache.conf", apache)
SERVERS = (NGINX, CADDY, HTTPD)
