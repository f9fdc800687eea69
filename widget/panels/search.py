"""The field that searches a long list, with how many entries it has found."""

from __future__ import annotations

import htpy as h

from widget.state.search import MOST
from widget.texts import Texts


def search_field(_: Texts, name: str, words: str, label: str, *, found: int, of: int) -> h.Element:
    """The field for the list of that name. `words` is what is searched for, `label` the field's name. While something
    is searched for, it says that `found` entries of `of` are shown."""
    return h.div(".search")[
        h.label(".hidden", for_=f"search-{name}")[label],
        h.input(
            id=f"search-{name}",
            type="search",
            value=words,
            maxlength=str(MOST),
            placeholder=label,
            autocomplete="off",
            spellcheck="false",
            data_input="search",
            data_search=name,
        ),
        h.span(".hint", aria_live="polite")[_("{n} of {all}", n=found, all=of) if words.strip() else None],
    ]
