"""Recompile Python archives to `.pyc`. Runs inside Pyodide: only the interpreter that reads the bytecode has its magic.

Called by `archives.mjs` with a folder of archives at /in and an empty one at /out. An archive is a wheel, the zipped
standard library, or the widget. Sources are dropped: a page that compiles them at every start spends most of its boot
on it.
"""

from __future__ import annotations

import ast
import base64
import hashlib
import marshal
import zipfile
from importlib.util import MAGIC_NUMBER, source_hash
from pathlib import Path

# Modules of the standard library that need a terminal, a process, a socket or a database: nothing a page can reach.
STDLIB_UNUSED = (
    "_pyrepl/", "concurrent/futures/process", "doctest", "ensurepip/", "ftplib", "idlelib/", "imaplib", "mailbox",
    "multiprocessing/", "pdb", "poplib", "profile", "pstats", "pydoc", "pydoc_data/", "smtplib", "socketserver",
    "sqlite3/", "tkinter/", "turtle", "unittest/", "venv/", "wsgiref/", "xmlrpc/", "zipapp",
)  # fmt: skip
PACKAGE_UNUSED = (
    "pydantic/v1/", "pydantic/mypy", "annotated_types/test_cases", "htpy/django", "htpy/starlette", "htpy/html2htpy",
    "phonenumbers/geodata/", "phonenumbers/carrierdata/",  # of its data, only the metadata and the zones are used
)  # fmt: skip
NEVER = (".pyi", "py.typed", ".json", "/LICENSE", ".tab")
UNCHECKED = (1).to_bytes(4, "little")  # PEP 552: hash-based, and never compared with a source
DATE = (1980, 1, 1, 0, 0, 0)


def bytecode(source: bytes, filename: str) -> bytes:
    """The `.pyc` of a module: hash-based and unchecked, so that no time stamp or source is asked for."""
    tree = without_docstrings(ast.parse(source, filename))
    code = compile(tree, filename, "exec", dont_inherit=True, optimize=0)
    return MAGIC_NUMBER + UNCHECKED + source_hash(source) + marshal.dumps(code)


def without_docstrings(tree: ast.Module) -> ast.Module:
    """The module with its docstrings gone and everything else, asserts too, in place.

    A class keeps a dot: where there is nothing, `dataclass` writes a signature, at some cost.
    """
    for node in ast.walk(tree):
        if not isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        first = node.body[0] if node.body else None
        if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
            first.value.value = "." if isinstance(node, ast.ClassDef) else ""
    return tree


def members(archive: Path, unused: tuple[str, ...], root: str, never: tuple[str, ...] = NEVER) -> dict[str, bytes]:
    """What the new archive holds: name -> content, in a stable order."""
    kept: dict[str, bytes] = {}
    with zipfile.ZipFile(archive) as old:
        for name in sorted(old.namelist()):
            if name.startswith(unused) or name.endswith((*never, "/", "RECORD")) or "x86_64" in name:
                continue
            content = old.read(name)
            if name.endswith(".py"):
                kept[f"{name}c"] = bytecode(content, f"{root}/{name}")
            elif name.endswith("METADATA"):
                kept[name] = content.split(b"\n\n")[0] + b"\n"
            else:
                kept[name] = content
    return kept


def write(path: Path, content: dict[str, bytes]) -> None:
    """Stored, not deflated: brotli over the whole file is smaller, and reading it costs nothing."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as new:
        for name, data in content.items():
            new.writestr(zipfile.ZipInfo(name, DATE), data)


def record(content: dict[str, bytes]) -> bytes:
    """A wheel's RECORD, without which an installer refuses it."""
    lines = []
    for name, data in content.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        lines.append(f"{name},sha256={digest},{len(data)}")
    return "\n".join(lines).encode()


def wheel(path: Path, out: Path) -> None:
    """One wheel, recompiled; pure ones get the tag of this interpreter, whose bytecode they now hold."""
    name, version, *tags = path.stem.split("-")
    platform = "-".join(tags) if "wasm32" in tags[-1] else "cp314-none-any"
    content = members(path, PACKAGE_UNUSED, "/lib/python3.14/site-packages")
    info = f"{name}-{version}.dist-info"
    content[f"{info}/WHEEL"] = (
        f"Wheel-Version: 1.0\nGenerator: widget\nRoot-Is-Purelib: true\nTag: {platform}\n".encode()
    )
    content[f"{info}/RECORD"] = record(content) + f"\n{info}/RECORD,,\n".encode()
    write(out / f"{name}-{version}-{platform}.whl", content)


def main(source: str = "/in", target: str = "/out") -> None:
    """Recompile everything in `source` into `target`, one archive for each."""
    for path in sorted(Path(source).iterdir()):
        if path.suffix == ".whl":
            wheel(path, Path(target))
        elif path.name == "python_stdlib.zip":
            write(Path(target) / path.name, members(path, STDLIB_UNUSED, "/lib/python314.zip"))
        else:  # the widget itself, which PyScript unpacks in the home directory
            write(Path(target) / path.name, members(path, (), "/home/pyodide", never=()))
