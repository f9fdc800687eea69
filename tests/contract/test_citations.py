"""What a comment, a docstring, a test or a document cites is in the repository: documents, paths, rules and pages.

A rule is cited as `§2.12` and a page by its three digits; protocol.md numbers both. Citations of an RFC are left alone.
Paths are looked for in comments, docstrings and documents only: other code uses them, and fails without them.
"""

from __future__ import annotations

import io
import os
import re
import tokenize
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

from tests.contract.kit import SAMPLES
from tools.contract import DOCS
from tools.project import ROOT

SCANNED = {".py", ".md", ".js", ".mjs", ".css", ".html", ".toml"}
IGNORED = {".git", *(line.strip("/") for line in (ROOT / ".gitignore").read_text("utf-8").split())}

DOCUMENT = re.compile(r"[\w./-]*\w\.(?:md|rst|adoc|pdf|docx?)\b")
MODULE = re.compile(r"(?<![\w./*\"-])[\w./-]*\w\.py\b")
RULE = re.compile(r"(?<!RFC \d{4}\s)§ ?(\d+(?:\.\d+)*)")
RULE_IN_WORDS = re.compile(r"(?:§(\d+),?\s+)?\brules?\s+(\d+(?:(?:,|\s+and|\s+to)\s+\d+)*)")
PAGE = re.compile(r"\b[Pp]ages?\s+(0\d\d(?:(?:,|\s+and|\s+to)\s+0\d\d)*)")
UNNAMED = re.compile(r"\bthe\s+(?:issue|brief)\b|\bseeds?\s+\d{3}|\bdesign:|\(design\)|\b\w+-notes\b", re.IGNORECASE)
URL = re.compile(r"\w+://\S+")
COMMENT = re.compile(r"<!--.*?-->|/\*.*?\*/|(?<!:)//[^\n]*|(?:^|\s)#[^\n]*", re.DOTALL)


def _files(folder: Path = ROOT) -> Iterator[Path]:
    """Every file of the repository, but for what .gitignore lists."""
    for path in sorted(folder.iterdir()):
        if path.name in IGNORED or path.relative_to(ROOT).as_posix() in IGNORED:
            continue
        if path.is_dir():
            yield from _files(path)
        else:
            yield path


FILES = list(_files())
NAMES = {path.relative_to(ROOT).as_posix() for path in FILES}
NAMES |= {parent.as_posix() for name in NAMES for parent in Path(name).parents}
FOLDERS = "|".join(sorted(name for name in NAMES if (ROOT / name).is_dir() and re.fullmatch(r"\w+", name)))
PATH = re.compile(rf"(?<![\w./*\[-])(?:{FOLDERS})/[\w./*-]*[\w*]")

PROTOCOL = (DOCS / "protocol.md").read_text("utf-8")
SECTIONS = re.findall(r"^## (\d+)\. ", PROTOCOL, re.MULTILINE)
RULES = re.findall(r"^- \*\*§(\d+\.\d+) ", PROTOCOL, re.MULTILINE)
PAGES = dict(re.findall(r"^\| (\d{3}) \|.*\| (.*) \|$", PROTOCOL, re.MULTILINE))


def _prose(path: Path, text: str) -> str:
    """Keep of `text` what is written for people: all of a document, else comments and docstrings."""
    if path.suffix == ".md":
        return text
    if path.suffix != ".py":
        return "\n".join(COMMENT.findall(text))
    kept, starts = [], True
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT or (token.type == tokenize.STRING and starts):
            kept.append(token.string)
        if token.type not in (tokenize.COMMENT, tokenize.NL):
            starts = token.type in (tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT)
    return "\n".join(kept)


def _exists(cited: str, path: Path) -> bool:
    """Whether `cited`, as written in `path`, is a file or a folder: from there, from the root, or by its last parts."""
    built = any(cited == name or cited.startswith(f"{name}/") for name in IGNORED)
    beside = os.path.relpath(path.parent / cited, ROOT)
    return built or beside in NAMES or any(fnmatch(f"/{name}", f"*/{cited}") for name in NAMES)


def broken(path: Path, text: str) -> list[str]:
    """Return the citations in `text`, the content of `path`, that lead nowhere."""
    prose, text = URL.sub("", _prose(path, text)), URL.sub("", text)
    cited = {found for found in DOCUMENT.findall(text) if not _exists(found, path)}
    cited |= {found for way in (PATH, MODULE) for found in way.findall(prose) if not _exists(found, path)}
    cited |= {f"§{number}" for number in RULE.findall(text) if number not in (*SECTIONS, *RULES)}
    for section, numbers in RULE_IN_WORDS.findall(text):
        cited |= {f"rule {n}" for n in re.findall(r"\d+", numbers) if f"{section}.{n}" not in RULES}
    cited |= {f"page {n}" for found in PAGE.findall(text) for n in re.findall(r"\d+", found) if n not in PAGES}
    return sorted(cited | set(UNNAMED.findall(text)))


def test_every_citation_leads_to_something_in_the_repository() -> None:
    scanned = [path for path in FILES if path.suffix in SCANNED and path != Path(__file__)]
    found = {path.relative_to(ROOT).as_posix(): broken(path, path.read_text("utf-8")) for path in scanned}
    assert {name: citations for name, citations in found.items() if citations} == {}


@pytest.mark.parametrize(
    ("name", "text", "wrong"),
    [
        (
            "docs/x.md",
            "See nowhere.md, boot.md and [the guide](../nowhere/guide.md).",
            ["../nowhere/guide.md", "nowhere.md"],
        ),
        ("docs/x.md", "Kept in tests/nowhere/, docs/protocol/ and static/runtime/.", ["tests/nowhere"]),
        ("docs/x.md", "No /bin/sh.md, no ../../x.md.", ["../../x.md", "/bin/sh.md"]),
        ("docs/x.md", "https://example.com/docs/nowhere.md and RFC 8259 §8.2 are elsewhere.", []),
        (
            "widget/x.py",
            '"""As nowhere.py says."""\n\nNAME = "elsewhere.py"  # not in widget/nowhere.toml\n',
            ["nowhere.py", "widget/nowhere.toml"],
        ),
        ("widget/x.py", "# (protocol.md §4.1, §4.99, §9 and §1.2)\n", ["§4.99", "§9"]),
        ("widget/x.py", "# By §4, rules 2 and 99, and by rule 3.\n", ["rule 3", "rule 99"]),
        ("widget/x.py", "# Pages 000, 001 and 077, and page 099.\n", ["page 077", "page 099"]),
        ("static/x.js", "const a = 1; // as in tests/nowhere/x.json\n", ["tests/nowhere/x.json"]),
        ("static/x.css", "/* Colours:\n   static/nowhere.css */\n", ["static/nowhere.css"]),
        ("index.html", "<!-- as in\ndocs/nowhere/ -->\n", ["docs/nowhere"]),
        ("pyscript.toml", "# explained in docs/nowhere.md\n", ["docs/nowhere.md"]),
        (
            "widget/x.py",
            "# The issue wants it, see seed 001 and field-notes.\n",
            ["The issue", "field-notes", "seed 001"],
        ),
    ],
)
def test_a_citation_that_leads_nowhere_is_named(name: str, text: str, wrong: list[str]) -> None:
    assert broken(ROOT / name, text) == sorted(wrong)


def test_every_rule_has_a_number_of_its_own_in_its_section() -> None:
    for section, text in re.findall(r"^## (\d+)\. (.*?)(?=^## |\Z)", PROTOCOL, re.MULTILINE | re.DOTALL):
        numbers = re.findall(r"^- \*\*§(\d+)\.\d+ ", text, re.MULTILINE)
        assert numbers == [section] * len(re.findall(r"^- ", text, re.MULTILINE)), "a rule without a number"
        assert numbers
    assert len(RULES) == len(set(RULES))


def test_every_page_names_its_samples_and_every_sample_its_page() -> None:
    named = [(number, name) for number, names in PAGES.items() for name in re.findall(r"`([^`]+)`", names)]
    assert sorted(name for _, name in named) == sorted(path.name for path in SAMPLES.glob("[0-9]*"))
    assert [name for number, name in named if not name.startswith(number)] == []
