"""Inside the interpreter: what goes into its snapshot, and what it does when it wakes from one.

Runs in Pyodide as the module `lcm_snapshot`: under Node at build time, and `wake` in the page. Nothing here may touch
the module `js`: a live JavaScript object can't be recorded.
"""

from __future__ import annotations

import gc
import importlib.abc
import importlib.util
import io
import json
import logging
import random
import sys
import time
import zipfile
import zipimport
from collections.abc import Iterable, Iterator, Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any
from zlib import crc32

SITE = "/lib/python3.14/site-packages"
# What PyScript, the widget, `loadPackage` and `wake` import. Tests find what is missing: it would be fetched.
FIRST_SCREEN = (
    "ast", "asyncio", "base64", "collections", "contextlib", "contextvars", "copy", "dataclasses", "datetime",
    "difflib", "enum", "functools", "gettext", "hashlib", "html", "htpy", "importlib.resources", "inspect",
    "io", "itertools", "json", "logging", "markupsafe", "math", "operator", "pathlib", "pydantic", "pydantic_core",
    "random", "re", "shutil", "string", "tarfile", "textwrap", "types", "typing", "typing_extensions", "unicodedata",
    "urllib.parse", "warnings", "zipfile", "zoneinfo",
)  # fmt: skip

_FINDERS = sys.path_importer_cache
_DIRECTORIES: dict[str, Any] = zipimport._zip_directory_cache  # type: ignore[attr-defined] # as zipimport's own tests do


def gather(libraries: Iterable[str], archives: Iterable[str]) -> None:
    """Import everything that the first screen needs of the libraries, and use it once.

    Args:
        libraries: paths of compiled modules, below `SITE`; already linked.
        archives: zips of `.pyc` to import from.
    """
    sys.path.extend(archives)
    for library in libraries:
        adopt(library)
    for name in FIRST_SCREEN:
        importlib.import_module(name)
    rehearse()


def add(path: str, names: Iterable[str]) -> None:
    """Import the widget's modules into an interpreter that has woken.

    Args:
        path: a zip of them. It is unpacked where PyScript will have put those that the heap doesn't hold: in the home
            directory.
        names: the modules.
    """
    with zipfile.ZipFile(path) as archive:
        archive.extractall(Path.home())
    for name in names:
        importlib.import_module(name)
    settle()


def settle(archives: Iterable[str] = ()) -> None:
    """Forget what finders know of the file system, which is another one in the page, but for the archives: those that
    are given, and those of before."""
    sys.path.remove("")  # Pyodide adds it at each start
    kept: dict[str, Any] = {path: known for path, known in _FINDERS.items() if isinstance(known, Archive)}
    _FINDERS.clear()
    for path in set(_DIRECTORIES) - set(kept):
        del _DIRECTORIES[path]
    _FINDERS.update(kept, **{archive: Archive(archive) for archive in archives})
    gc.collect()
    gc.freeze()  # the page's collections need not look at it again


def adopt(library: str) -> None:
    """Import a compiled module whose package lies in an archive, where no library can be."""
    name = Path(library).relative_to(SITE).as_posix().split(".")[0].replace("/", ".")
    spec = importlib.util.spec_from_file_location(name, library)
    if spec is None or spec.loader is None:
        raise ImportError(f"{library} is not a module")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)


def rehearse() -> None:
    """Use the libraries once: some import more, or fill caches, at their first use."""
    from datetime import datetime
    from typing import Annotated, Literal
    from zoneinfo import ZoneInfo

    import htpy
    from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, field_validator

    class Call(BaseModel):
        model_config = ConfigDict(frozen=True, populate_by_name=True)
        kind: Literal["call"]
        number: Annotated[str | None, Field(alias="Number")] = None
        modes: tuple[int, ...] = ()

        @field_validator("modes", mode="before")
        @classmethod
        def listed(cls, value: object) -> object:
            return value

    calls = TypeAdapter(tuple[Call, ...])
    calls.validate_json('[{"kind": "call", "Number": "1", "modes": [1]}]')
    try:
        calls.validate_json('[{"kind": "mail"}]')
    except ValidationError as error:
        error.errors()
    datetime.strptime("2026-01-01", "%Y-%m-%d").replace(tzinfo=ZoneInfo("Europe/London")).isoformat()
    ZoneInfo.clear_cache()
    str(htpy.div(".a")[htpy.p["<"]])


class Archive(importlib.abc.PathEntryFinder):
    """Finds in a zip that may not be here yet: what isn't in it is answered without touching it.

    Otherwise each import that ends elsewhere, such as that of a JavaScript module, would read the standard library's.
    """

    def __init__(self, path: str) -> None:
        self._importer = zipimport.zipimporter(path)
        with zipfile.ZipFile(path) as archive:
            self._names = frozenset(map(module_name, archive.namelist()))

    def find_spec(self, fullname: str, target: ModuleType | None = None) -> ModuleSpec | None:
        """As a zipimporter does."""
        return self._importer.find_spec(fullname, target) if fullname in self._names else None

    def invalidate_caches(self) -> None:
        """Nothing to forget: the archives of a page never change."""


class Precompiled(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Modules whose source is known, but not yet what they need: code in the heap, run when they are imported.

    Only where the page has that very source: PyScript writes its own there, before anything is imported.
    """

    def __init__(self, sources: dict[str, str]) -> None:
        self._known: dict[str, tuple[Path, int, CodeType]] = {}
        for path, source in sources.items():
            name = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
            place = Path.home() / path
            self._known[name] = place, crc32(source.encode()), compile(source, str(place), "exec", dont_inherit=True)

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The module's spec, or None for the next finder to answer."""
        if fullname not in self._known:
            return None
        place, checksum, _ = self._known[fullname]
        if not place.exists() or crc32(place.read_bytes()) != checksum:
            return None
        spec = ModuleSpec(fullname, self, origin=str(place), is_package=place.name == "__init__.py")
        spec.has_location = True
        if spec.submodule_search_locations is not None:
            spec.submodule_search_locations.append(str(place.parent))
        return spec

    def exec_module(self, module: ModuleType) -> None:
        """Run it."""
        exec(self._known[module.__name__][2], module.__dict__)  # noqa: S102 - what an import is


def precompile(path: str) -> None:
    """Keep the code of PyScript's own modules.

    Args:
        path: a JSON file, {package: {file name or subpackage: source or the same again}}.
    """
    sys.meta_path.insert(0, Precompiled(dict(flat(json.loads(Path(path).read_text())))))


def flat(tree: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    """The files of a tree: path, source."""
    for name, what in tree.items():
        if isinstance(what, str):
            yield f"{prefix}{name}", what
        else:
            yield from flat(what, f"{prefix}{name}/")


def module_name(member: str) -> str:
    """The module in an archive's member; not a module's name when it is a data file."""
    return member.removesuffix(".pyc").removesuffix("/__init__").replace("/", ".")


def rest(path: str) -> bytes:
    """The archive without the modules that the heap holds.

    All data files stay, and the packages: a zipimporter gives the files of those only that it could import.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as kept:
        for entry in archive.infolist():
            name = module_name(entry.filename)
            if not entry.filename.endswith(".pyc") or name not in sys.modules or hasattr(sys.modules[name], "__path__"):
                kept.writestr(entry, archive.read(entry))
    return buffer.getvalue()


def wake() -> None:
    """Give this page what must not be the recording's, and prove that the heap is sound.

    The operating system's randomness (`os.urandom`, `secrets`, `uuid4`) is the page's anyway. The seed of `hash` is
    not: it is the same in every page.
    """
    random.seed()
    use_local_time()
    logging._startTime = time.time_ns()  # type: ignore[attr-defined] # logging has no other way to say when it began
    from pydantic import TypeAdapter

    if TypeAdapter(dict[str, int]).validate_json('{"a": 1}') != {"a": 1}:
        raise RuntimeError("pydantic does not work in the restored interpreter")


def use_local_time() -> None:
    """Tell the module `time` the page's zone: it asks when it is imported, which was on the machine of the build."""
    year = time.gmtime().tm_year
    halves = (time.localtime(time.mktime((year, month, 1, 12, 0, 0, 0, 0, -1))) for month in (1, 7))
    standard, daylight = sorted(halves, key=lambda moment: moment.tm_gmtoff)
    time.timezone, time.altzone = -standard.tm_gmtoff, -daylight.tm_gmtoff
    time.tzname, time.daylight = (standard.tm_zone, daylight.tm_zone), int(standard.tm_gmtoff != daylight.tm_gmtoff)
