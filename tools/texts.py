"""The sentences the widget says, read from its source, and which a catalogue lacks: `python -m tools.texts ar`."""

from __future__ import annotations

import argparse
import ast
from pathlib import Path

from widget.texts.po import read_po

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("widget/panels", "widget/state")


def used() -> dict[str, str | None]:
    """Every English sentence the panels and the state say, with its plural when it has one."""
    found: dict[str, str | None] = {}
    for folder in SOURCES:
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call):
                    found.update(_said_by(node))
    return found


def _said_by(call: ast.Call) -> dict[str, str | None]:
    texts = [part.value for part in call.args if isinstance(part, ast.Constant) and isinstance(part.value, str)]
    match call.func:
        case ast.Name(id="_" | "later") if texts:
            return {texts[0]: None}
        case ast.Name(id="later_many") | ast.Attribute(value=ast.Name(id="_"), attr="many") if len(texts) >= 2:
            return {texts[0]: texts[1]}
    return {}


def missing(locale: str) -> tuple[dict[str, str | None], set[str]]:
    """What the catalogue of a locale lacks, and what it has that nobody says any more."""
    catalogue = read_po((ROOT / "widget" / "texts" / f"{locale}.po").read_text(encoding="utf-8"))
    said = used()
    lacking = {one: many for one, many in said.items() if not all(catalogue.entries.get(one, ("",)))}
    return lacking, set(catalogue.entries) - set(said)


def main() -> None:
    """Prints what is missing as .po entries to fill in, and what is left over."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("locale")
    lacking, left_over = missing(parser.parse_args().locale)
    for one, many in lacking.items():
        plural = f'\nmsgid_plural "{many}"\nmsgstr[0] ""' if many else '\nmsgstr ""'
        print(f'msgid "{one}"{plural}\n')
    for one in sorted(left_over):
        print(f"no longer said: {one}")


if __name__ == "__main__":
    main()
