"""Changing a mode's number: it is typed, checked, confirmed when it deletes other numbers, sent once, and read back.

The change is an attempt (attempt.py). Unless the desktop refused it, the modes are read again, and they decide: an
unconfirmed change was made when the modes show its number. A late "done" only has the modes read again. A late refusal
is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from operator import is_
from typing import TYPE_CHECKING

from widget.client import Code, Failure
from widget.ids import dom_id
from widget.lcm import SET_NEW_MODE_NUMBER, Call, CallbackModes, NewModeNumber, id_key, same_id
from widget.state.acted import Acted, Payload, action
from widget.state.announcements import saying
from widget.state.attempt import NOT_SENT, Attempt, Doubted, Phase, Settled, Sign
from widget.state.effects import Ask, Focus
from widget.state.modes import Lost, ModesOf, entries, limits, losses, mode_of, modes_of
from widget.state.numbers import digits, last_digits, most_digits, only_digits, same, squeezed
from widget.state.reading import Came, ask, same_customer
from widget.state.update import Update, rule
from widget.texts import Text, later, later_many

if TYPE_CHECKING:
    from widget.state.tree import WidgetState


@dataclass(frozen=True, slots=True)
class ChangeForm:
    """What the agent types to change one mode's number, and what became of it.

    `callid` and `mode_id` are keys (`Call.key`, `Mode.key`). `draft` is the text as typed. `complaint` says why it
    can't be sent. `losses` are the (description, number) pairs that the confirmation shows. `losses_changed`: they
    changed while it was open. `deleting` are those that the last change sent deletes. `ended`: the call is over, so the
    draft can be copied, but not sent. `read_back`: the modes were read since the answer. `confirmed`: whether they show
    the number; None when that is not known. `listed_as` is the ModeID as the desktop wrote it, which is what is sent.
    """

    callid: str
    account_number: str
    mode_id: str
    description: str
    draft: str = ""
    delete_others: bool = False
    attempt: Attempt = NOT_SENT
    complaint: Text | None = None
    losses: tuple[Lost, ...] = ()
    losses_changed: bool = False
    deleting: tuple[Lost, ...] = ()
    ended: bool = False
    read_back: bool = False
    confirmed: bool | None = None
    listed_as: str = ""

    @property
    def phase(self) -> Phase:
        """What is known about the change that was sent last."""
        return self.attempt.phase

    @property
    def typed(self) -> bool:
        """Whether the form holds a typed number that was not saved."""
        return bool(self.draft.strip()) and self.phase is not Phase.DONE

    @property
    def under_way(self) -> bool:
        """Whether the change was sent and has no answer yet. The call may have ended meanwhile."""
        return self.phase is Phase.SENT

    @property
    def fixed(self) -> bool:
        """Whether the draft must not change now."""
        return self.ended or self.under_way or self.attempt.confirming


@dataclass(frozen=True, slots=True)
class FormKey:
    """Names a form. For the form of a call that is over, `ended` is the account number of that call; else None."""

    callid: str
    mode_id: str
    ended: str | None = None

    @classmethod
    def read(cls, payload: Payload) -> FormKey:
        """The form that an action names."""
        return cls(id_key(payload["call"]), id_key(payload["modeId"]), payload.get("ended"))


@dataclass(frozen=True, slots=True)
class Change:
    """Names a change that is sent: this number for this mode of this customer's call."""

    callid: str
    account_number: str
    mode_id: str
    number: str


def _form_named(event: Acted, state: WidgetState) -> ChangeForm | None:
    return form_of(state, FormKey.read(event.payload))


def forms_of(state: WidgetState, callid: str, mode_id: str) -> tuple[ChangeForm, ...]:
    """The forms of one mode of one call id. There is more than one when ended calls of other customers had this id."""
    return tuple(form for form in state.forms if (form.callid, form.mode_id) == (callid, mode_id))


def form_of(state: WidgetState, key: FormKey) -> ChangeForm | None:
    """The form that `key` names, or None. A key without `ended` was perhaps drawn before the call ended. So it names an
    ended form when there is no other."""
    forms = forms_of(state, key.callid, key.mode_id)
    named = (form for form in forms if (form.account_number if form.ended else None) == key.ended)
    return next(named, None) or (next(iter(forms), None) if key.ended is None else None)


def _known(call: Call) -> str:
    """The account number of a call; "" when it is not known. Padding is none."""
    return call.account_number if call.account_number and id_key(call.account_number) else ""


def _name(form: ChangeForm) -> tuple[str, str, str, bool]:
    return form.callid, form.mode_id, id_key(form.account_number), form.ended


def _put(state: WidgetState, form: ChangeForm) -> WidgetState:
    forms = tuple(form if _name(old) == _name(form) else old for old in state.forms)
    return state if all(map(is_, forms, state.forms)) else state._replace(forms=forms)


@action("change-open")
def _opened(event: Acted, state: WidgetState) -> WidgetState | Update:
    key = FormKey.read(event.payload)
    callid, mode_id = key.callid, key.mode_id
    call, mode = state.calls.find(callid), mode_of(state, callid, mode_id)
    if call is None or mode is None:
        return state
    into_it = (Focus(f"{dom_id('change', callid, mode_id)}-number"),)
    old = form_of(state, key)
    if old is not None and not old.ended and old.phase is not Phase.DONE:
        return state, into_it
    fresh = ChangeForm(callid, _known(call), mode_id, mode.description, listed_as=mode.mode_id)
    kept = tuple(form for form in state.forms if form is not old or form.ended)
    return state._replace(forms=(*kept, fresh)), into_it


@action("change-close")
def _closed(event: Acted, state: WidgetState) -> WidgetState | Update:
    form = _form_named(event, state)
    if form is None or form.under_way:
        return state
    back = "get-callback-modes" if form.ended else f"{dom_id('mode', form.callid, form.mode_id)}-change"
    return state._replace(forms=tuple(other for other in state.forms if other is not form)), (Focus(back),)


@action("change-draft")
def _drafted(event: Acted, state: WidgetState) -> WidgetState:
    form = _form_named(event, state)
    return state if form is None else _put(state, typed(form, event.payload.get("value", "")))


def typed(form: ChangeForm, draft: str) -> ChangeForm:
    """The form with this draft; the same form when the draft must not change now."""
    if form.fixed or form.draft == draft:
        return form
    return replace(form, draft=draft, attempt=form.attempt.after(Sign.EDITED), complaint=None)


@action("change-delete-others")
def _delete_others(event: Acted, state: WidgetState) -> WidgetState:
    form = _form_named(event, state)
    if form is None or form.fixed:
        return state
    on = event.payload.get("value") == "on"
    return _put(state, replace(form, delete_others=on, attempt=form.attempt.after(Sign.EDITED)))


def changing(state: WidgetState, callid: str) -> bool:
    """Whether a change of this call is under way. A second one would wait for it in the request queue and be posted
    later, perhaps when the call is over."""
    return any(form.callid == callid and form.under_way for form in state.forms)


@action("change-save")
def _submitted(event: Acted, state: WidgetState) -> WidgetState | Update:
    form = _form_named(event, state)
    if form is None:
        return state
    form = typed(form, event.payload.get("number", form.draft))
    if form.fixed or not form.attempt.can_be_sent or changing(state, form.callid):
        return _put(state, form)
    if not state.agent_id:
        return saying(_put(state, form), nobody_words()), ()
    if form.callid in state.doubted_accounts:
        return saying(_put(state, form), account_words()), ()
    complaint = complaint_about(form, state)
    if complaint is not None:
        wrong = _put(state, replace(form, attempt=form.attempt.after(Sign.EDITED), complaint=complaint))
        return saying(wrong, complaint), (Focus(f"{dom_id('change', form.callid, form.mode_id)}-number"),)
    clean = replace(form, complaint=None, losses=(), losses_changed=False)
    if form.delete_others:
        lost = losses(state, form.callid, form.mode_id)
        return _put(state, replace(clean, attempt=form.attempt.asking(True), losses=lost))
    return _sent(state, clean)


def _sent(state: WidgetState, form: ChangeForm) -> Update:
    sent = form.attempt.after(Sign.SEND)
    form = replace(form, attempt=sent, deleting=form.losses, read_back=False, confirmed=None)
    number = squeezed(form.draft)
    call = state.calls.find(form.callid)
    data = NewModeNumber(
        callid=form.callid if call is None else call.callid,
        account_number=form.account_number,
        mode_id=form.listed_as or form.mode_id,
        contact_number=number,
        delete_other_modes=form.delete_others,
        agent_id=state.agent_id,
    )
    what = Change(form.callid, form.account_number, form.mode_id, number)
    return _put(state, form), (Ask(SET_NEW_MODE_NUMBER, data, what),)


def nobody_words() -> Text:
    """The sentence about a number that can't be saved because it is not known who the agent is."""
    return later("The widget does not know your agent id, so it can't save a number. Tell your administrator.")


def complaint_about(form: ChangeForm, state: WidgetState) -> Text | None:
    """Why a draft can't be sent: it is empty, it is no number, or its length is wrong. None when it can be sent."""
    number = squeezed(form.draft)
    if not number:
        return later("Type the number first.")
    if not only_digits(number):
        return later("This is not one phone number. Type its digits only; a space or dash may be between them.")
    call = state.calls.find(form.callid)
    least, most = limits(call, modes_of(state, form.callid), form.mode_id)
    count = digits(number)
    if least is not None and count < least:
        return later_many(
            "{n} digit is too few: {mode} takes at least {least}.",
            "{n} digits are too few: {mode} takes at least {least}.",
            count,
            mode=form.description or form.mode_id,
            least=least,
        )
    if most is not None and count > most:
        return later_many(
            "{n} digit is too many: {mode} takes at most {most}.",
            "{n} digits are too many: {mode} takes at most {most}.",
            count,
            mode=form.description or form.mode_id,
            most=most,
        )
    if most is None and count > most_digits(number):
        return later("{n} digits are too many: a phone number has at most {most}.", n=count, most=most_digits(number))
    return None


@action("change-confirm")
def _confirmed(event: Acted, state: WidgetState) -> WidgetState | Update:
    form = _form_named(event, state)
    if form is None or form.ended or not form.attempt.confirming or changing(state, form.callid):
        return state
    if form.callid in state.doubted_accounts:
        return state
    lost = losses(state, form.callid, form.mode_id)
    if not _same_losses(state, form.losses, lost):
        return _put(state, replace(form, losses=lost, losses_changed=True))
    return _sent(state, form)


@action("change-back")
def _backed_out(event: Acted, state: WidgetState) -> WidgetState:
    form = _form_named(event, state)
    if form is None or not form.attempt.confirming:
        return state
    return _put(state, replace(form, attempt=form.attempt.asking(False), losses=(), losses_changed=False))


def _form_sent(state: WidgetState, what: Change, phase: Phase) -> ChangeForm | None:
    """The form in this phase that sent this change, or None. Its account number may have become known since then."""
    forms = [form for form in forms_of(state, what.callid, what.mode_id) if form.phase is phase]
    exact = [form for form in forms if form.account_number == what.account_number]
    alike = [form for form in forms if same_customer(form.account_number, what.account_number)]
    return next(iter((*exact, *alike)), None)


@rule(Settled, Change)
def _settled(event: Settled[Change], state: WidgetState) -> WidgetState | Update:
    failure = event.failure
    if event.late:
        return _settled_late(event.what, failure, state)
    form = _form_sent(state, event.what, Phase.SENT)
    if form is not None:
        settled = replace(form, attempt=form.attempt.ended(failure), read_back=False)
        state = saying(_put(state, settled), _outcome(failure))
    return _read_back(state, event.what) if failure is None or failure.unknown else state


def _settled_late(what: Change, failure: Failure | None, state: WidgetState) -> Update:
    """A late refusal is shown. After any late answer, the modes that are read back decide (protocol.md §4.9)."""
    form = _form_sent(state, what, Phase.UNKNOWN)
    if form is not None and failure is not None and same(state, form.draft, what.number):
        state = saying(_put(state, replace(form, attempt=form.attempt.ended(failure))), _outcome(failure))
    return _read_back(state, what)


@rule(Doubted, Change)
def _doubted(event: Doubted[Change], state: WidgetState) -> Update:
    return _read_back(state, event.what)


def _read_back(state: WidgetState, what: Change) -> Update:
    return ask(state, ModesOf(what.callid, what.account_number), anew=True)


def _outcome(failure: Failure | None) -> Text:
    if failure is None:
        return later("Number saved.")
    if failure.unknown:
        return later("Saved? The desktop has not confirmed.")
    if failure.code is Code.REFUSED and failure.said:
        return later("Not saved: the desktop says “{reason}”", reason=failure.said)
    return later("Not saved.")


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


def _same_losses(state: WidgetState, before: tuple[Lost, ...], now: tuple[Lost, ...]) -> bool:
    """Whether the agent was asked about these losses. A number that may be another one counts as another one."""
    return len(before) == len(now) and all(
        one.mode_id == two.mode_id and same(state, one.number, two.number) for one, two in zip(before, now, strict=True)
    )


def forms_beside(
    forms: tuple[ChangeForm, ...], calls: Mapping[str, Call], gone: frozenset[str]
) -> tuple[ChangeForm, ...]:
    """The forms after a StateSync. `calls` are the new calls by key. `gone` are the keys of the calls that have
    ended; a new call may have such a key.

    A form of an ended call is dropped when nothing is typed in it, else it stays as ended. A form whose call is back
    continues. An account number that became known is kept in the form. Of two ended forms for the same customer's mode,
    the newer one stays.
    """
    if not forms:
        return forms
    live = {(form.callid, form.mode_id) for form in forms if not form.ended and form.callid not in gone}
    beside = tuple(kept for form in forms for kept in _beside(form, calls.get(form.callid), gone, live))
    names = [_name(form) for form in beside]
    after = tuple(form for at, form in enumerate(beside) if form.under_way or names[at] not in names[at + 1 :])
    return forms if len(after) == len(forms) and all(map(is_, after, forms)) else after


def _beside(
    form: ChangeForm, call: Call | None, gone: frozenset[str], live: AbstractSet[tuple[str, str]]
) -> tuple[ChangeForm, ...]:
    """What becomes of one form: the form to keep, or nothing. `live` names the forms of calls that go on. An ended form
    does not continue when a live form has its call id and mode."""
    if form.ended:
        back = call is not None and same_id(call.account_number or "", form.account_number)
        goes_on = back and (form.callid, form.mode_id) not in live
        return (replace(form, ended=False) if goes_on else form,)
    if call is None or form.callid in gone:
        ended = replace(form, ended=True, attempt=form.attempt.asking(False))
        return (ended,) if form.typed else ()
    if _account_came(form, call):
        return (replace(form, account_number=_known(call), attempt=form.attempt.asking(False)),)
    return (form,)


def _account_came(form: ChangeForm, call: Call | None) -> bool:
    """Whether the desktop names the account only now, while the form is open."""
    return call is not None and not form.ended and not id_key(form.account_number) and bool(_known(call))


def doubted_beside(state: WidgetState, calls: Mapping[str, Call], gone: frozenset[str]) -> frozenset[str]:
    """The keys of the calls, after a StateSync, whose account the agent has to check before anything is sent: it came
    while a form of the call was open. `calls` and `gone` are as for `forms_beside`; `state` is the state before."""
    open_forms = (form for form in state.forms if form.phase is not Phase.DONE and form.callid not in gone)
    came = {form.callid for form in open_forms if _account_came(form, calls.get(form.callid))}
    return (state.doubted_accounts & calls.keys()) - gone | came


def news_of_forms(before: WidgetState, after: WidgetState) -> tuple[Text, ...]:
    """The announcements for the forms whose call has just ended, or whose account has just come."""
    ended = tuple(ended_words(form) for form in after.forms if form.ended and form not in before.forms)
    return (*ended, account_words()) if after.doubted_accounts - before.doubted_accounts else ended


def account_words() -> Text:
    """The sentence about an account that the desktop has named while a form was open."""
    return later("The desktop now names an account for this call. Check that it is this customer's before you save.")


@action("change-account")
def _account_checked(event: Acted, state: WidgetState) -> WidgetState | Update:
    form = _form_named(event, state)
    if form is None or form.callid not in state.doubted_accounts:
        return state
    checked = state._replace(doubted_accounts=state.doubted_accounts - {form.callid})
    return checked, (Focus(f"{dom_id('change', form.callid, form.mode_id)}-number"),)


def ended_words(form: ChangeForm) -> Text:
    """The sentence about a number that was typed for a call that has ended."""
    call, mode = form.callid, form.description or form.mode_id
    if form.phase in (Phase.SENT, Phase.UNKNOWN):
        return later("Call {call} ended before the desktop confirmed this number for {mode}.", call=call, mode=mode)
    if form.phase is Phase.DONE:
        return later("Call {call} has ended. This number for {mode} was saved.", call=call, mode=mode)
    if form.phase is Phase.FAILED:
        return later(
            "Call {call} has ended. This number for {mode} was not saved; it can be copied.", call=call, mode=mode
        )
    return later("Call {call} has ended. This number for {mode} was not sent; it can be copied.", call=call, mode=mode)
