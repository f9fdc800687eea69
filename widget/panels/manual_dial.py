"""The manual-dial panel: ask for contacts, and work them one by one, each dial a click of the agent's own."""

from __future__ import annotations

import htpy as h

from widget.panels.contact_card import card_view, left_words
from widget.panels.icons import icon
from widget.panels.panel import Panel, as_of, head, since
from widget.panels.words import why
from widget.state import Bench, ManualForm, WidgetState
from widget.state.dialling import dialling, working
from widget.texts import Texts, later, texts_for


def bench_part(state: WidgetState, bench: Bench) -> tuple[object, ...]:
    """What a dialling panel shows, with its clock only as fine as the words on screen."""
    _ = texts_for(state.settings.locale)
    contacts = state.reserved(bench).contacts
    keys = {contact.key for contact in contacts}
    lefts = tuple(left_words(_, contact, state.now) for contact in contacts)
    mine = tuple(entry for entry in state.revealed if entry[0] in keys)
    copied = state.copied if state.copied is not None and state.copied[0] in keys else None
    opened = frozenset(key for key in state.opened if key.removeprefix("raw:") in keys)
    return (
        state.reserved(bench),
        since(state, state.reserved(bench).as_of),
        lefts,
        working(state, bench),
        dialling(state),
        mine,
        copied,
        opened,
        state.phones_ready,
        state.agent_id == "",
    )


def bench_note(_: Texts, state: WidgetState, bench: Bench) -> h.Node:
    """What went wrong when contacts were asked for, or that these are the ones found after an unknown download."""
    reserved = state.reserved(bench)
    if reserved.phase == "checking":
        return h.p(".note.unsure")[icon("question"), _("No answer yet. Asking which contacts are reserved for you…")]
    if reserved.failure is not None:
        return h.p(".note.bad")[icon("warning"), _("Contacts not read."), " ", why(_, reserved.failure)]
    if reserved.recovered:
        return h.p(".note.unsure")[
            icon("warning"), _("The download was not confirmed. These are the contacts reserved for you.")
        ]
    if state.agent_id == "":
        return h.p(".note.bad")[icon("warning"), _("The widget does not know your agent id, so it can't ask.")]
    return None


def bench_list(_: Texts, state: WidgetState, bench: Bench, label: str) -> h.Node:
    """The contacts of a dialling panel as cards; None when there are none."""
    contacts = state.reserved(bench).contacts
    if not contacts:
        return None
    return h.ul(".contacts", aria_label=label)[(card_view(state, _, contact) for contact in contacts)]


def _part(state: WidgetState) -> object:
    return state.manual_form, *bench_part(state, "manual-dial")


def view(state: WidgetState) -> h.Renderable:
    """The content of the manual-dial region."""
    _ = texts_for(state.settings.locale)
    reserved = state.manual
    when = as_of(_("as of {time}", time=since(state, reserved.as_of))) if reserved.as_of is not None else None
    return h.fragment[
        head(_("Manual dial"), "manual-dial-title", when),
        _form(_, state),
        bench_note(_, state, "manual-dial"),
        bench_list(_, state, "manual-dial", _("Contacts to dial")) or _empty(_, state),
    ]


def _empty(_: Texts, state: WidgetState) -> h.Node:
    if state.manual.as_of is None or state.manual.failure is not None:
        return None
    words = _("No contacts to dial right now.") if state.manual.downloaded else _("Nothing reserved for you.")
    return h.p(".empty")[words]


def _form(_: Texts, state: WidgetState) -> h.Element:
    form, busy = state.manual_form, state.manual.phase != "idle"
    blocked = working(state, "manual-dial")
    off = busy or blocked or not state.agent_id
    note = form.complaint or (later("Finish the contacts below first.") if blocked else None)
    return h.form(".ask", id="manual-form", data_action="get-contacts", novalidate=True, autocomplete="off")[
        _consent(_, form),
        _count(_, form, state.settings.manual_dial_max, noted=note is not None),
        _reserved(_, form),
        h.button(".button.primary", id="manual-get", type="submit", aria_disabled="true" if off else None)[
            _("Asking…") if busy else _("Get contacts")
        ],
        h.p(id="manual-note", class_=["hint", {"bad": form.complaint is not None}])[_(note)] if note else None,
    ]


def _consent(_: Texts, form: ManualForm) -> h.Element:
    return h.div(".field-box")[
        h.label(for_="manual-consent")[_("Consent")],
        h.select(id="manual-consent", name="consent", data_input="manual-consent")[
            h.option(value="yes", selected=form.consent)[_("with consent")],
            h.option(value="no", selected=not form.consent)[_("without consent")],
        ],
    ]


def _count(_: Texts, form: ManualForm, most: int, *, noted: bool) -> h.Element:
    return h.div(".field-box.count")[
        h.label(for_="manual-count")[_("Number of contacts")],
        h.input(
            id="manual-count",
            name="count",
            type="number",
            min="1",
            max=str(most),
            value=form.count,
            data_input="manual-count",
            aria_invalid="true" if form.complaint is not None else None,
            aria_describedby="manual-note" if noted else None,
        ),
    ]


def _reserved(_: Texts, form: ManualForm) -> h.Element:
    return h.div(".check")[
        h.input(
            id="manual-reserved",
            name="reserved",
            type="checkbox",
            checked=form.reserved,
            data_input="manual-reserved",
        ),
        h.label(for_="manual-reserved")[_("Reserved contacts only")],
    ]


MANUAL_DIAL = Panel("manual-dial", "manual-dial", _part, view)
