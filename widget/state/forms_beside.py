"""What becomes of the forms when the calls change: a call ends or is back, or its account number becomes known."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from operator import is_
from typing import TYPE_CHECKING

from widget.lcm import Call, id_key, same_id
from widget.state.announcements import News
from widget.state.attempt import Phase
from widget.state.change import ChangeForm, account_words, known_account, name_of
from widget.state.fields import called
from widget.texts import Text, later

if TYPE_CHECKING:
    from widget.state.tree import WidgetState


def forms_beside(
    forms: tuple[ChangeForm, ...], calls: Mapping[str, Call], gone: frozenset[str], given_away: AbstractSet[str]
) -> tuple[ChangeForm, ...]:
    """The forms after a StateSync. `calls` are the new calls by key. `gone` are the keys of the calls that have
    ended; a new call may have such a key. `given_away` are the keys of those among the new calls that are
    another customer's than an ended call with that key.

    A form of an ended call stays, marked as ended. A form whose call is back continues. An account number that became
    known is kept in the form. Of two ended forms for the same customer's mode, the newer one stays."""
    if not forms:
        return forms
    live = {(form.callid, form.mode_id) for form in forms if not form.ended and form.callid not in gone}
    back = {key: call for key, call in calls.items() if key not in given_away}
    beside = tuple(
        kept for form in forms for kept in _beside(form, (back if form.ended else calls).get(form.callid), gone, live)
    )
    names = [name_of(form) for form in beside]
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
        return (replace(form, ended=True, attempt=form.attempt.asking(False)),)
    if _account_came(form, call):
        return (replace(form, account_number=known_account(call), attempt=form.attempt.asking(False)),)
    return (form,)


def _account_came(form: ChangeForm, call: Call | None) -> bool:
    """Whether the desktop names the account only now, while the form is open."""
    return call is not None and not form.ended and not id_key(form.account_number) and bool(known_account(call))


def doubted_beside(state: WidgetState, calls: Mapping[str, Call], gone: frozenset[str]) -> frozenset[str]:
    """The keys of the calls, after a StateSync, whose account the agent has to check before anything is sent: it came
    while a form of the call was open. `calls` and `gone` are as for `forms_beside`; `state` is the state before."""
    open_forms = (form for form in state.forms if form.phase is not Phase.DONE and form.callid not in gone)
    came = {form.callid for form in open_forms if _account_came(form, calls.get(form.callid))}
    return (state.doubted_accounts & calls.keys()) - gone | came


def news_of_forms(before: WidgetState, after: WidgetState) -> tuple[News, ...]:
    """The announcements for the forms whose call has just ended, or whose account has just come."""
    ended = (form for form in after.forms if form.ended and form.typed and form not in before.forms)
    news = tuple(News("note", form.callid, _ended_news(form, _name(before, form.callid))) for form in ended)
    doubted = after.doubted_accounts - before.doubted_accounts
    return (*news, News("note", "", account_words())) if doubted else news


def _name(state: WidgetState, callid: str) -> str:
    call = state.calls.find(callid)
    return callid if call is None else called(call)


def _ended_news(form: ChangeForm, name: str) -> Text:
    """The announcement, which names the customer: another call may be chosen."""
    mode = form.description or form.mode_id
    if form.phase is Phase.DONE:
        return later("Call ended: {name}. The number for {mode} was saved.", name=name, mode=mode)
    if form.phase in (Phase.SENT, Phase.UNKNOWN):
        return later("Call ended: {name}. It is not known if the number for {mode} was saved.", name=name, mode=mode)
    return later("Call ended: {name}. The number typed for {mode} is not saved.", name=name, mode=mode)


def ended_words(form: ChangeForm) -> Text:
    """The sentence about a number that was typed for a call that has ended."""
    mode = form.description or form.mode_id
    if form.phase in (Phase.SENT, Phase.UNKNOWN):
        return later("The call ended before the desktop confirmed the number for {mode}.", mode=mode)
    if form.phase is Phase.DONE:
        return later("The call has ended. The number for {mode} was saved.", mode=mode)
    if form.phase is Phase.FAILED:
        return later("The call has ended. The number for {mode} was not saved. Copy it, or discard it.", mode=mode)
    return later("The call has ended. The number for {mode} was not sent. Copy it, or discard it.", mode=mode)
