"""The non-PEWC panel: the one contact reserved for the agent that has no written consent, to be dialled by hand."""

from __future__ import annotations

import htpy as h

from widget.panels.manual_dial import bench_list, bench_note, bench_part
from widget.panels.panel import Panel, as_of, head, since
from widget.state import WidgetState
from widget.state.dialling import working
from widget.texts import Texts, texts_for


def _part(state: WidgetState) -> object:
    return bench_part(state, "non-pewc")


def view(state: WidgetState) -> h.Renderable:
    """The content of the non-PEWC region."""
    _ = texts_for(state.settings.locale)
    reserved = state.non_pewc
    when = as_of(_("as of {time}", time=since(state, reserved.as_of))) if reserved.as_of is not None else None
    return h.fragment[
        head(_("Non-PEWC"), "non-pewc-title", when),
        bench_note(_, state, "non-pewc"),
        bench_list(_, state, "non-pewc", _("Reserved contact")),
        _ask(_, state),
    ]


def _ask(_: Texts, state: WidgetState) -> h.Element:
    reserved = state.non_pewc
    busy, blocked = reserved.phase != "idle", working(state, "non-pewc")
    if blocked:
        words = _("Finish this contact first.")
    elif reserved.contacts or reserved.failure is not None:
        words = ""
    else:
        words = _("Nothing reserved for you.") if reserved.as_of is not None else _("Not asked yet.")
    return h.div(".line.ask-one")[
        h.p(".empty", id="non-pewc-words")[words] if words else None,
        h.button(
            ".button",
            id="non-pewc-get",
            type="button",
            data_action="get-reserved",
            aria_disabled="true" if busy or blocked or not state.agent_id else None,
            aria_describedby="non-pewc-words" if words else None,
        )[_("Asking…") if busy else _("Get reserved contact")],
    ]


NON_PEWC = Panel("non-pewc", "non-pewc", _part, view)
