"""Reading back: what the modes of a call show of its changes. They decide.

An unconfirmed change was made when the modes show its number, and none of the numbers that it deletes.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from widget.lcm import CallbackModes
from widget.state.attempt import Phase, Sign
from widget.state.change import ChangeForm
from widget.state.modes import ModesOf, entries, losses
from widget.state.numbers import last_digits, only_digits, same, squeezed
from widget.state.reading import Came
from widget.state.update import rule

if TYPE_CHECKING:
    from widget.state.tree import WidgetState


@rule(Came, ModesOf)
def _modes_came(event: Came[ModesOf, CallbackModes], state: WidgetState) -> WidgetState:
    """The modes show what became of the changes of their call. While they are being asked for again, those that came
    may be older than the change."""
    what = event.what
    if what.of(state).asking or not any(form.callid == what.callid for form in state.forms):
        return state
    forms = tuple(_compared(form, state) if form.callid == what.callid else form for form in state.forms)
    return state._replace(forms=forms)


def compared_again(state: WidgetState) -> WidgetState:
    """The state after the phone metadata has arrived: what was read back before is compared with it."""
    forms = tuple(_compared(form, state) if form.read_back else form for form in state.forms)
    return state._replace(forms=forms) if forms else state


def _compared(form: ChangeForm, state: WidgetState) -> ChangeForm:
    """The form after its mode was read. An unconfirmed change was made when the mode shows its number and none of the
    numbers that it deletes is left."""
    if form.ended or form.phase not in (Phase.DONE, Phase.UNKNOWN):
        return form
    shown = _shown(state, form)
    done = shown and form.phase is Phase.UNKNOWN and not _left(state, form)
    attempt = form.attempt.after(Sign.CONFIRMED) if done else form.attempt
    return replace(form, read_back=True, attempt=attempt, confirmed=shown)


def _shown(state: WidgetState, form: ChangeForm) -> bool | None:
    """Whether an entry of the mode shows the number of the form; None when that is not known."""
    answers = [same(state, mode.number, form.draft) for mode in entries(state, form.callid, form.mode_id)]
    return True if True in answers else None if None in answers else False


def _left(state: WidgetState, form: ChangeForm) -> bool:
    """Whether a number that the change deletes may still be there."""
    there: dict[str, dict[str, list[str]]] = {}
    for lost in losses(state, form.callid, form.mode_id):
        there.setdefault(lost.mode_id, {}).setdefault(_ending(lost.number), []).append(lost.number)
    for gone in form.deleting:
        ending, of_mode = _ending(gone.number), there.get(gone.mode_id, {})
        if of_mode and (not ending or "" in of_mode):
            return True
        if any(same(state, gone.number, number) is not False for number in of_mode.get(ending, ())):
            return True
    return False


def _ending(number: str) -> str:
    """The last digits of a number: numbers with other ones are others. "" for a text that is no number's notation, and
    may be any number."""
    return last_digits(number) if only_digits(squeezed(number)) else ""
