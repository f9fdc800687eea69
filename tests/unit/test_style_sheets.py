"""What is painted before Python is up is styled by two small files; all others come after it in the document."""

from __future__ import annotations

import re

from tools.gallery import style_sheets
from tools.project import ROOT, STATIC

HEAD, BODY = (ROOT / "index.html").read_text(encoding="utf-8").split("</head>")
CLASS = re.compile(r"\.([a-z][\w-]*)")


def styled(*sheets: str) -> set[str]:
    """The classes these style sheets have rules for."""
    return {name for sheet in sheets for name in CLASS.findall((STATIC / sheet).read_text(encoding="utf-8"))}


def test_every_style_sheet_is_linked_once() -> None:
    files = {path.relative_to(STATIC).as_posix() for path in (STATIC / "css").glob("*.css")}
    kit = (ROOT / "conformance/index.html").read_text(encoding="utf-8")
    kits_own = set(re.findall(r'href="static/(css/.+?)"', kit)) - set(style_sheets())
    assert sorted([*style_sheets(), *kits_own]) == sorted(files)


def test_the_first_paint_waits_for_the_tokens_and_the_page_only() -> None:
    assert re.findall(r'href="static/(css/.+?)"', HEAD) == ["css/tokens.css", "css/page.css"]
    late = re.findall(r"<link.*>", BODY[BODY.rindex("</script>") :])
    assert len(late) == BODY.count("stylesheet")
    assert all('fetchpriority="low"' in link for link in late)


def test_what_it_paints_needs_no_other() -> None:
    shell = {name for names in re.findall(r'class="(.+?)"', BODY) for name in names.split()}
    assert shell & styled(*style_sheets()) <= styled("css/page.css")
