"""From the code to the catalogues, and from these to what the widget reads."""

from __future__ import annotations

import io
import shutil
from gettext import GNUTranslations
from pathlib import Path
from zipfile import ZipFile

import pytest
from babel.messages.catalog import Catalog

from tools.project import ROOT
from tools.serve import package
from tools.texts import compile_all, compiled, problems, read_catalogue, sentences, update, used
from widget.texts import Texts

HEAD = 'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'
COUNTED = 'msgid "{n} a"\nmsgid_plural "{n} b"\nmsgstr[0] "{n} eins"\nmsgstr[1] "{n} viele"\n'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a catalogue may be written."""
    return tmp_path / "de.po"


def said(*ids: str | tuple[str, str]) -> Catalog:
    """A program that says these."""
    catalogue = Catalog()
    for sentence in ids:
        catalogue.add(sentence)
    return catalogue


def speaking(path: Path) -> Texts:
    """The texts of a catalogue."""
    return Texts("de", GNUTranslations(io.BytesIO(compiled(path))))


def test_what_the_code_says_is_found() -> None:
    found = {message.id for message in used()}
    assert {"Dial", "Jan", "Copied.", ("{n} new call.", "{n} new calls."), ("{n} digit", "{n} digits")} <= found


def test_a_catalogue_written_by_tools_is_read(path: Path) -> None:
    entry = '# a comment\n#: somewhere.py:3\nmsgid "two "\n"lines"\nmsgstr "zwei \\"Zeilen\\""\n\n'
    path.write_text(HEAD + entry + COUNTED)
    german = speaking(path)
    assert german("two lines") == 'zwei "Zeilen"'
    assert [german.many("{n} a", "{n} b", n) for n in (0, 1, 2)] == ["0 eins", "1 eins", "2 viele"]
    assert german("not there") == "not there"


@pytest.mark.parametrize(
    "entry",
    [
        "",
        COUNTED.replace("{n} eins", "").replace("{n} viele", ""),
        COUNTED.replace("{n} viele", ""),
        f"#, fuzzy\n{COUNTED}",
    ],
    ids=["none", "empty", "one form", "fuzzy"],
)
def test_a_counted_sentence_without_all_its_forms_is_english(entry: str, path: Path) -> None:
    path.write_text(HEAD + entry)
    assert [speaking(path).many("{n} a", "{n} b", n) for n in (0, 1, 2)] == ["0 b", "1 a", "2 b"]


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ("", "missing: {n} a"),
        ('msgid "{n} a"\nmsgstr "{n} eins"\n', "missing: {n} a"),
        (COUNTED.replace("{n} viele", ""), "not translated: {n} a"),
        (f"#, fuzzy\n{COUNTED}", "not translated: {n} a"),
        (COUNTED.replace("{n} eins", "{m} eins"), "other names in braces: {n} a"),
        (f'{COUNTED}\nmsgid "c"\nmsgstr "d"\n', "no longer said: c"),
    ],
)
def test_what_is_wrong_with_a_catalogue_is_told(entry: str, problem: str, path: Path) -> None:
    path.write_text(HEAD + entry)
    assert problems(read_catalogue(path), said(("{n} a", "{n} b"))) == [problem]


def test_a_plain_sentence_names_every_value(path: Path) -> None:
    path.write_text(HEAD + 'msgid "as of {time}"\nmsgstr "Stand"\n')
    assert problems(read_catalogue(path), said("as of {time}")) == ["other names in braces: as of {time}"]


def test_a_placeholder_of_percent_is_babels_to_check(path: Path) -> None:
    path.write_text(HEAD + 'msgid "%(n)s left"\nmsgstr "%(m)s sind da"\n')
    assert problems(read_catalogue(path), said("%(n)s left")) == ["unknown named placeholder 'm': %(n)s left"]


def test_a_form_for_one_need_not_name_the_count(path: Path) -> None:
    path.write_text(HEAD + COUNTED.replace("{n} eins", "eins"))
    assert problems(read_catalogue(path), said(("{n} a", "{n} b"))) == []


def test_an_update_adds_what_is_said_and_drops_what_is_not(path: Path) -> None:
    update(path, said("Not saved yet.", "Dial"))
    path.write_text(path.read_text().replace('"Not saved yet."\nmsgstr ""', '"Not saved yet."\nmsgstr "Nicht"'))
    now = said("Not saved.", "Copy")
    assert problems(update(path, now), now) == ["not translated: Not saved.", "not translated: Copy"]
    assert sentences(read_catalogue(path)) == ["Copy", "Not saved."]
    assert '#| msgid "Not saved yet."' in path.read_text()


def test_a_second_update_changes_nothing(path: Path) -> None:
    update(path, used())
    once = path.read_bytes()
    update(path, used())
    assert path.read_bytes() == once


def test_the_same_catalogue_is_compiled_to_the_same_bytes(path: Path) -> None:
    path.write_text(HEAD + COUNTED)
    once = compiled(path)
    assert b"1980-01-01" in once
    assert compiled(path) == once


def test_an_edited_catalogue_shows_in_the_next_zip(tmp_path: Path) -> None:
    folder = tmp_path / "widget"
    shutil.copytree(ROOT / "widget/texts", folder / "texts")
    path = folder / "texts/ar.po"
    before = ar(package(folder))
    path.write_text(path.read_text().replace(before("Copied."), "XYZ"))
    after = ar(package(folder))
    assert (after("Copied."), after("Dial")) == ("XYZ", before("Dial"))


def ar(archive: bytes) -> Texts:
    """The Arabic texts of a zip."""
    with ZipFile(io.BytesIO(archive)) as files:
        assert "widget/texts/ar.po" not in files.namelist()
        return Texts("ar", GNUTranslations(io.BytesIO(files.read("widget/texts/ar.mo"))))


def test_what_was_compiled_before_is_not_kept(path: Path) -> None:
    path.write_text(HEAD + COUNTED)
    path.with_suffix(".mo").write_bytes(b"of another catalogue, and newer than this")
    compile_all(path.parent)
    assert path.with_suffix(".mo").read_bytes() == compiled(path)
    path.unlink()
    compile_all(path.parent)
    assert list(path.parent.iterdir()) == []
