"""What the widget learns unasked: late answers, answers to others that are true for all, changes settled after all."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from pydantic import BaseModel

from widget.asks import Asks, Clock, failure
from widget.client import Code, News, NewsKind
from widget.lcm import (
    MANUAL_DIAL_CALL,
    CallbackModes,
    CallbackModesRequest,
    CallStates,
    Malformed,
    ManualDialContacts,
    ManualDialRequest,
    NewModeNumber,
    PhoneNumber,
    Reply,
    Request,
    ReservedContact,
)
from widget.lcm.masking import excerpt
from widget.state import Failure, Note, NoteKind, Store
from widget.state import events as e
from widget.state.calls import same_customer
from widget.state.numbers import same

Spawn = Callable[[Coroutine[Any, Any, None]], None]


MOST_REASON = 400
"""Characters of a note's reason: a reply may have a hundred problems."""
NOTED: dict[NewsKind, NoteKind] = {
    NewsKind.MALFORMED: "malformed",
    NewsKind.ODD: "odd",
    NewsKind.DOUBTFUL: "doubtful",
    NewsKind.IGNORED: "ignored",
}


class Hearing:
    """Turns news of the client into events, and into one more reading where the news says that it is needed."""

    def __init__(self, store: Store, asks: Asks, wall: Clock, spawn: Spawn) -> None:
        self._store = store
        self._asks = asks
        self._wall = wall
        self._spawn = spawn

    def hear(self, news: News) -> None:
        """Takes one piece of news; what is only for the log changes nothing."""
        if news.kind is NewsKind.FRESH and isinstance(news.message, Reply):
            self._fresh(news.message, news.asked)
        elif news.kind is NewsKind.SETTLED:
            self._settled(news)
        elif news.kind is NewsKind.DOUBTFUL:
            self._doubtful(news)
        taken = news.kind in (NewsKind.FRESH, NewsKind.SETTLED, NewsKind.ODD)
        if taken and isinstance(news.message, Reply) and (news.kind is NewsKind.ODD or news.message.problems):
            self._partly_read(news.message, news.reason)
        if news.confirm:
            self._again(news)
        self._note(news)

    def _note(self, news: News) -> None:
        """Keeps what was not simply taken for the inspector. What is kept is masked by the room it comes from."""
        message, kind, reason = news.message, NOTED.get(news.kind), news.reason
        if isinstance(message, Reply) and message.problems:
            kind, reason = "odd", "; ".join(f"{problem.where}: {problem.why}" for problem in message.problems)
        if kind is None:
            return
        begun = message.excerpt if isinstance(message, Malformed) else ""
        subtopic = message.operation.reply if isinstance(message, Reply | Request) else message.subtopic or ""
        note = Note(self._wall(), kind, excerpt(subtopic), excerpt(reason, MOST_REASON), begun)
        self._store.dispatch(e.Noted(note))

    def _fresh(self, reply: Reply, asked: BaseModel | None) -> None:
        match reply.body:
            case CallStates(calls=calls, unread=unread):
                self._store.dispatch(e.CallsCame(calls, self._wall(), unread))
            case CallbackModes(callid=callid) if self._of_another(asked, callid):
                self._spawn(self._asks.modes(callid))
            case CallbackModes(callid=callid, modes=modes, unread=unread):
                self._store.dispatch(e.ModesCame(callid, modes, self._wall(), unread=unread))
            case ManualDialContacts(contacts=contacts):
                reserved = not isinstance(asked, ManualDialRequest) or asked.reserved
                self._store.dispatch(e.ManualContactsCame(contacts, self._wall(), reserved))
            case ReservedContact(contacts=reserved):
                self._store.dispatch(e.NonPewcContactsCame(reserved, self._wall()))

    def _of_another(self, asked: BaseModel | None, callid: str) -> bool:
        """Whether modes were asked for when another customer's call had this id."""
        call = self._store.state.calls.find(callid)
        if call is None or not isinstance(asked, CallbackModesRequest):
            return False
        return not same_customer(asked.account_number, call.account_number)

    def _settled(self, news: News) -> None:
        failed = None if news.error is None else failure(news.error, self._wall())
        match news.asked:
            case NewModeNumber(callid=callid, mode_id=mode_id, contact_number=number):
                form = self._store.state.form(callid, mode_id)
                if form is not None and form.unsure and same(form.draft, number):
                    self._store.dispatch(e.ChangeSettled(callid, mode_id, failed))
                self._spawn(self._asks.modes(callid))
            case PhoneNumber(phone_number=number) if news.operation is MANUAL_DIAL_CALL:  # not of a copy
                self._dial_settled(number, failed)
            case ManualDialRequest() if isinstance(news.message, Reply):
                self._fresh(news.message, news.asked)

    def _dial_settled(self, number: str, failed: Failure | None) -> None:
        state = self._store.state
        contacts = (*state.manual.contacts, *state.non_pewc.contacts)
        unsure = [contact for contact in contacts if contact.unsure and contact.dialled == number]
        if len(unsure) == 1:
            self._store.dispatch(e.DialSettled(unsure[0].key, failed))

    def _doubtful(self, news: News) -> None:
        if isinstance(news.asked, NewModeNumber):
            self._spawn(self._asks.modes(news.asked.callid))

    def _partly_read(self, reply: Reply, reason: str) -> None:
        """A contact that can't be read is reserved all the same: the agent must not be told that there is none."""
        unread = Failure(str(Code.PROTOCOL), reason, self._wall())
        if isinstance(reply.body, ManualDialContacts):
            self._store.dispatch(e.ContactsFailed("manual-dial", unread))
        elif isinstance(reply.body, ReservedContact):
            self._store.dispatch(e.ContactsFailed("non-pewc", unread))

    def _again(self, news: News) -> None:
        if not isinstance(news.message, Reply):
            return
        if isinstance(news.message.body, CallStates):
            self._spawn(self._asks.calls())
        elif isinstance(news.message.body, CallbackModes):
            self._spawn(self._asks.modes(news.message.body.callid))
