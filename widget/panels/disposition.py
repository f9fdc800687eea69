"""The outcome panel: the outcome and the note of the chosen call. It is folded until the agent unfolds it, and stays
unfolded from call to call. It stands below the contacts, so that the next one to dial is in the first window."""

from __future__ import annotations

from typing import NamedTuple

import htpy as h

from widget.panels.icons import icon
from widget.panels.look import Look, look
from widget.panels.number import copy_button, number_text
from widget.panels.panel import Panel, head, steady
from widget.panels.words import why
from widget.state import WidgetState
from widget.state.attempt import Phase
from widget.state.call_events import dialled_on
from widget.state.call_outcomes import Choice, asking, choices_of
from widget.state.disposing import not_sent_words
from widget.state.disposition import MOST_NOTE, CallDisposition, disposition_of, outcome_given
from widget.state.fields import called
from widget.state.keys import DISPOSITION, Key
from widget.state.listed import ListedCall
from widget.texts import Texts, Words, later

TITLE = later("Outcome")


class Props(NamedTuple):
    """The chosen call, what it is given, with which `outcome`, and the outcomes to choose from; `asking` for them.
    Without a chosen call, there is nothing to give. `dialled` is the number of a contact whose call goes on, or ""."""

    look: Look
    unfolded: bool
    chosen: ListedCall | None
    given: CallDisposition
    outcome: str
    choices: tuple[Choice, ...]
    asking: bool
    dialled: str


def props(state: WidgetState) -> Props:
    """What of the state the panel shows."""
    chosen, unfolded = state.calls.chosen, DISPOSITION in state.screen.opened
    key = "" if chosen is None else chosen.key
    return Props(
        look(state, lambda name: name.kind == "note"),
        unfolded,
        chosen,
        disposition_of(state, key),
        outcome_given(state, key),
        choices_of(state, key) if unfolded and chosen is not None else (),
        unfolded and asking(state, key),
        dialled_on(state),
    )


def view(props: Props) -> h.Renderable:
    """The content of the outcome region."""
    _ = props.look.texts
    return h.fragment[head(_button(_, props), "disposition-title"), _content(_, props) if props.unfolded else None]


def _button(_: Texts, props: Props) -> h.Element:
    return h.button(
        ".fold-panel",
        id="disposition-fold",
        type="button",
        data_action="disposition-toggle",
        aria_expanded="true" if props.unfolded else "false",
        aria_controls="disposition",
    )[_(TITLE)]


def _content(_: Texts, props: Props) -> h.Node:
    chosen, given = props.chosen, props.given
    if chosen is None:
        return h.p(".empty")[_("The outcome of a call is given here.")]
    fixed = given.attempt.phase in (Phase.SENT, Phase.DONE)
    return h.form(
        ".disposition",
        id="disposition-form",
        data_action="disposition-save",
        data_callid=chosen.call.callid,
        data_ended=chosen.account,
        data_serial=str(chosen.serial),
        novalidate=True,
        autocomplete="off",
    )[
        h.p(".hint")[
            _("For the call of {name}", name=called(chosen.call)),
            h.b[". ", _("Not for the call to {number}.", number=number_text(props.look, props.dialled))]
            if props.dialled
            else None,
        ],
        _outcome(_, props, fixed=fixed),
        h.div(".field-box")[
            h.label(for_="disposition-note")[_("Note")],
            h.textarea(
                id="disposition-note",
                name="note",
                rows="3",
                maxlength=str(MOST_NOTE),
                readonly=fixed,
                data_input="note-typed",
            )[given.note],
        ],
        h.div(".outcome")[_told(_, props)],
        _actions(_, props, chosen, fixed=fixed),
    ]


def _outcome(_: Texts, props: Props, *, fixed: bool) -> h.Node:
    if not props.choices:
        return h.p(".note")[_("Asking for the outcomes…")] if props.asking else _none_given(_)
    groups = (("call", _("Of the call")), ("business", _("Of the business")))
    return h.div(".field-box")[
        h.label(for_="disposition-outcome")[_("Outcome")],
        h.select(id="disposition-outcome", name="outcome", data_input="call-outcome-picked", disabled=fixed)[
            h.option(value="", selected=not props.outcome)[_("Choose an outcome")],
            (
                h.optgroup(label=label)[(_option(_, props, choice) for choice in props.choices if choice.kind == kind)]
                for kind, label in groups
                if any(choice.kind == kind for choice in props.choices)
            ),
        ],
    ]


def _none_given(_: Texts) -> h.Element:
    return h.div(".choices")[
        h.p(".note")[_("The desktop gave no outcomes for this call, so a note can't be saved. It can be copied.")],
        h.button(".button.small", id="disposition-again", type="button", data_action="disposition-again")[
            _("Try again")
        ],
    ]


def _option(_: Texts, props: Props, choice: Choice) -> h.Element:
    selected = choice.key == props.outcome
    return h.option(value=choice.key, selected=selected)[_.apart(choice.outcome.description)]


def _told(_: Texts, props: Props) -> h.Node:
    """What became of it, in the place that is kept for that."""
    given, failure = props.given, props.given.attempt.failure
    note: tuple[str, str, Words] | None = None
    if given.complaint is not None:
        note = "bad", "warning", _(given.complaint)
    elif given.attempt.phase is Phase.DONE:
        note = "good", "check", _saved(_, given)
    elif given.recording and given.attempt.phase in (Phase.UNKNOWN, Phase.FAILED):
        note = "bad", "cross", _(not_sent_words(given))
    elif given.attempt.phase is Phase.UNKNOWN:
        note = "unsure", "question", _("We don't know if the outcome was saved. Check the desktop.")
    elif given.attempt.phase is Phase.FAILED and failure is not None:
        note = "bad", "cross", _("Not saved. {reason}", reason=why(_, failure))
    if note is None:
        return None
    kind, sign, words = note
    return h.p(class_=["note", kind])[icon(sign), words]


def _saved(_: Texts, given: CallDisposition) -> Words:
    if given.note.strip():
        return _("Saved with your note: {outcome}.", outcome=given.saved)
    return _("Saved: {outcome}.", outcome=given.saved)


def _actions(_: Texts, props: Props, chosen: ListedCall, *, fixed: bool) -> h.Element:
    given = props.given
    busy = _("Saving…") if given.attempt.phase is Phase.SENT else None
    empty = not given.note and not given.outcome
    return h.div(".choices")[
        h.button(
            ".button.primary",
            id="disposition-save",
            type="submit",
            aria_disabled="true" if fixed or not props.choices else None,
        )[steady(_("Save outcome"), busy)],
        copy_button(props.look, given.note, Key("note", chosen.key), _("Copy note"), wide=True) if given.note else None,
        h.button(".button.small", id="disposition-discard", type="button", data_action="disposition-discard")[
            _("Discard")
        ]
        if not fixed and not empty
        else None,
    ]


DISPOSITION_PANEL = Panel("disposition", "dialling", TITLE, props, view)
