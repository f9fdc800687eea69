"""The catalogues, by Babel: puts the sentences of the code into each, and says what is left to translate.

The `.po` files are the source. The widget reads `.mo` files, compiled from them for each zip and each run of the tests.
"""

from __future__ import annotations

import argparse
import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po

from tools.project import ROOT

CATALOGUES = ROOT / "widget/texts"
# The functions that take sentences, and where these stand among the arguments.
KEYWORDS = {"_": (1,), "later": (1,), "later_many": (1, 2), "many": (1, 2)}
PROJECT = "lcm-agent-widget"
_NAME = re.compile(r"\{\w+\}")
_ANY_TIME = datetime(1980, 1, 1, tzinfo=UTC)


def used() -> Catalog:
    """Every English sentence that the widget says, with its plural when it has one."""
    said = Catalog()
    for _, _, sentence, _, _ in extract_from_dir(ROOT / "widget", keywords=KEYWORDS):
        said.add(sentence)
    return said


def sentences(catalogue: Catalog) -> list[str]:
    """The English sentences of a catalogue; of a counted one, that for one thing."""
    return [_forms(message.id)[0] for message in catalogue if message.id]


def read_catalogue(path: Path) -> Catalog:
    """A catalogue.

    Raises:
        ValueError: when the file has not the format of .po files; says where.
    """
    try:
        with path.open("rb") as file:
            return read_po(file, abort_invalid=True)
    except PoFileError as broken:
        raise ValueError(f"{path.name} is no .po file near line {broken.lineno + 1}: {broken.line}") from broken


def problems(catalogue: Catalog, said: Catalog) -> list[str]:
    """What is wrong with a catalogue of the sentences that are said, a line for each."""
    unfit = [problem for message in said if message.id for problem in _unfit(message, catalogue)]
    return unfit + [f"no longer said: {sentence}" for sentence in sentences(catalogue) if sentence not in said]


def _unfit(said: Message, catalogue: Catalog) -> Iterator[str]:
    sentence = _forms(said.id)[0]
    message = catalogue.get(said.id)
    if message is None or message.id != said.id:
        yield f"missing: {sentence}"
    elif message.fuzzy or not all(_forms(message.string)):
        yield f"not translated: {sentence}"
    elif not _names_fit(message):
        yield f"other names in braces: {sentence}"
    else:
        yield from (f"{error}: {sentence}" for error in message.check(catalogue))


def _names_fit(message: Message) -> bool:
    """Whether a translation names the same values. A form for a certain count need not name them all."""
    english = set(_NAME.findall(_forms(message.id)[-1]))
    named = [set(_NAME.findall(form)) for form in _forms(message.string)]
    return all(names <= english if message.pluralizable else names == english for names in named)


def _forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (text or "",) if text is None or isinstance(text, str) else tuple(text)


def update(path: Path, said: Catalog) -> Catalog:
    """Put the sentences that are said into a catalogue; one that is not there is begun.

    The translation of a sentence that has changed a little is kept and marked as fuzzy. What is no longer said goes.
    The file depends on what is said, not on where: code that moves does not change it.
    """
    catalogue = read_catalogue(path) if path.exists() else _begun(path.stem)
    catalogue.update(said, update_creation_date=False)
    with path.open("wb") as file:
        write_po(file, catalogue, width=0, sort_output=True, ignore_obsolete=True, include_previous=True)
    return catalogue


def _begun(locale: str) -> Catalog:
    return Catalog(locale, project=PROJECT, header_comment="# Translations template for PROJECT.", fuzzy=False)


def compiled(path: Path) -> bytes:
    """The `.mo` file of a catalogue: the same bytes whenever it is made.

    A sentence without a translation, or with some of its forms only, is left out: gettext answers in English.
    """
    catalogue = read_catalogue(path)
    catalogue.creation_date = _ANY_TIME
    for message in list(catalogue):
        if not all(_forms(message.string)):
            catalogue.delete(message.id)
    target = io.BytesIO()
    write_mo(target, catalogue)
    return target.getvalue()


def compile_all(folder: Path = CATALOGUES) -> None:
    """Write the `.mo` files anew, for a widget that runs from its own folder, as in the tests."""
    for path in folder.glob("*.mo"):
        if not path.with_suffix(".po").exists():
            path.unlink()
    for path in folder.glob("*.po"):
        path.with_suffix(".mo").write_bytes(compiled(path))


def main() -> None:
    """Update every catalogue, and begin those of the locales that are named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("locale", nargs="*", help="to begin a catalogue for, such as fr")
    begun = [CATALOGUES / f"{locale}.po" for locale in parser.parse_args().locale]
    said = used()
    for path in sorted({*CATALOGUES.glob("*.po"), *begun}):
        try:
            found = problems(update(path, said), said)
        except ValueError as unusable:
            raise SystemExit(str(unusable)) from None
        print(f"{path.name}: {len(said)} sentences, {len(found)} to look at", *found, sep="\n  ")


if __name__ == "__main__":
    main()
