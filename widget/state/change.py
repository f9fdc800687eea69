"""Changing a mode's number: it is typed, checked, confirmed when it deletes other numbers, and sent once.

The change is an attempt (attempt.py). Unless the desktop refused it, the modes are read again, and they decide
(read_back.py). A late "done" only has the modes read again. A late refusal is shown. What becomes of the forms when the
calls change is in forms_beside.py.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from operator import is_
from typing import TYPE_CHECKING

from widget.client import Code, Failure
from widget.ids import dom_id
from widget.lcm import SET_NEW_MODE_NUMBER, Call, NewModeNumber, id_key
from widget.state.acted import Acted, Payload, action
from widget.state.announcements import saying
from widget.state.attempt import NOT_SENT, Attempt, Doubted, Phase, Settled, Sign
from widget.state.effects import Ask, Focus
from widget.state.modes import Lost, ModesOf, limits, losses, mode_of, modes_of, without_gone
from widget.state.numbers import digits, most_digits, only_digits, same, squeezed
from widget.state.offered import offered
from widget.state.reading import ask, same_customer
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
    `empty`: the mode had no number when the form was opened.
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
    empty: bool = False

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


def known_account(call: Call) -> str:
    """The account number of a call; "" when it is not known. Padding is none."""
    return call.account_number if call.account_number and id_key(call.account_number) else ""


def name_of(form: ChangeForm) -> tuple[str, str, str, bool]:
    return form.callid, form.mode_id, id_key(form.account_number), form.ended


def _put(state: WidgetState, form: ChangeForm) -> WidgetState:
    forms = tuple(form if name_of(old) == name_of(form) else old for old in state.forms)
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
    fresh = ChangeForm(
        callid, known_account(call), mode_id, mode.description, listed_as=mode.mode_id, empty=not mode.number
    )
    kept = tuple(form for form in state.forms if form is not old or form.ended)
    return state._replace(forms=(*kept, fresh)), into_it


@action("change-close")
def _closed(event: Acted, state: WidgetState) -> WidgetState | Update:
    """Esc closes only a form in which nothing typed would be lost."""
    form = _form_named(event, state)
    if form is None or form.under_way or (form.typed and event.payload.get("value") == "escape"):
        return state
    back = "get-callback-modes" if form.ended else f"{dom_id('mode', form.callid, form.mode_id)}-change"
    return state._replace(forms=tuple(other for other in state.forms if other is not form)), (Focus(back),)


@action("get-modes")
@action("select-call")
@action("change-close")
def _rows_let_go(_event: Acted, state: WidgetState) -> WidgetState:
    """The agent has acted on the numbers, so their rows may move."""
    return without_gone(state)


@action("change-draft")
def _drafted(event: Acted, state: WidgetState) -> WidgetState:
    form = _form_named(event, state)
    return state if form is None else _put(state, typed(form, event.payload.get("value", "")))


def typed(form: ChangeForm, draft: str) -> ChangeForm:
    """The form with this draft; the same form when the draft must not change now."""
    if form.fixed or form.draft == draft:
        return form
    return replace(form, draft=draft, attempt=form.attempt.after(Sign.EDITED), complaint=None)


@action("change-take")
def _taken(event: Acted, state: WidgetState) -> WidgetState | Update:
    """A number of the customer's fields becomes the draft. It is not sent."""
    form = _form_named(event, state)
    call = state.calls.find(form.callid) if form is not None else None
    if form is None or call is None or form.fixed or form.phase is Phase.DONE:
        return state
    numbers = {str(at): one.number for at, one in enumerate(offered(state, call, form.mode_id))}
    taken = typed(form, numbers.get(event.payload["value"], form.draft))
    return _put(state, taken), (Focus(f"{dom_id('change', form.callid, form.mode_id)}-number"),)


@action("change-delete-others")
def _delete_others(event: Acted, state: WidgetState) -> WidgetState:
    form = _form_named(event, state)
    if form is None or form.fixed:
        return state
    on = event.payload.get("value") == "on"
    return _put(state, replace(form, delete_others=on, attempt=form.attempt.after(Sign.EDITED)))


@action("change-account")
def _account_checked(event: Acted, state: WidgetState) -> WidgetState | Update:
    form = _form_named(event, state)
    if form is None or form.callid not in state.doubted_accounts:
        return state
    checked = state._replace(doubted_accounts=state.doubted_accounts - {form.callid})
    return checked, (Focus(f"{dom_id('change', form.callid, form.mode_id)}-number"),)


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
    return later("The widget does not know your agent id, so it can't save numbers. Tell your administrator.")


def account_words() -> Text:
    """The sentence about an account that the desktop has named while a form was open."""
    return later("The desktop now names an account for this call. Check that it is this customer's before you save.")


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


def _answerable(state: WidgetState, form: ChangeForm) -> bool:
    """Whether the question of a form is open, and its number can be sent now."""
    ready = form.attempt.confirming and not form.ended and not changing(state, form.callid)
    return ready and form.callid not in state.doubted_accounts


@action("change-confirm")
def _confirmed(event: Acted, state: WidgetState) -> WidgetState | Update:
    form = _form_named(event, state)
    if form is None or not _answerable(state, form):
        return state
    lost = losses(state, form.callid, form.mode_id)
    if not _same_losses(state, form.losses, lost):
        return _put(state, replace(form, losses=lost, losses_changed=True))
    return _sent(state, form)


@action("change-keep")
def _kept(event: Acted, state: WidgetState) -> WidgetState | Update:
    """Save the number, and keep the others."""
    form = _form_named(event, state)
    if form is None or not _answerable(state, form):
        return state
    return _sent(state, replace(form, delete_others=False, losses=(), losses_changed=False))


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
        return later("We don't know if the number was saved.")
    if failure.code is Code.REFUSED and failure.said:
        return later("Not saved: the desktop says “{reason}”", reason=failure.said)
    return later("Not saved.")


def _same_losses(state: WidgetState, before: tuple[Lost, ...], now: tuple[Lost, ...]) -> bool:
    """Whether the agent was asked about these losses. A number that may be another one counts as another one."""
    return len(before) == len(now) and all(
        one.mode_id == two.mode_id and same(state, one.number, two.number) for one, two in zip(before, now, strict=True)
    )
