"""What the widget learns unasked: late answers, answers to others that are true for all, changes settled after all."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from widget.asks import Asks, Clock
from widget.client import Code, News, NewsKind
from widget.lcm import (
    CallbackModes,
    CallStates,
    ManualDialContacts,
    ManualDialRequest,
    NewModeNumber,
    PhoneNumber,
    Reply,
    ReservedContact,
)
from widget.state import Failure, Store
from widget.state import events as e
from widget.state.numbers import same

Spawn = Callable[[Coroutine[Any, Any, None]], None]


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
            self._fresh(news.message)
        elif news.kind is NewsKind.SETTLED:
            self._settled(news)
        elif news.kind is NewsKind.DOUBTFUL:
            self._doubtful(news)
        elif news.kind is NewsKind.ODD and isinstance(news.message, Reply):
            self._partly_read(news.message, news.reason)
        if news.confirm:
            self._again(news)

    def _fresh(self, reply: Reply) -> None:
        match reply.body:
            case CallStates(calls=calls):
                self._store.dispatch(e.CallsCame(calls, self._wall()))
            case CallbackModes(callid=callid, modes=modes):
                self._store.dispatch(e.ModesCame(callid, modes, self._wall(), reads_back=True))
            case ManualDialContacts(contacts=contacts):
                self._store.dispatch(e.ManualContactsCame(contacts, self._wall()))
            case ReservedContact(contacts=reserved):
                self._store.dispatch(e.NonPewcContactsCame(reserved, self._wall()))

    def _settled(self, news: News) -> None:
        failure = None
        if news.error is not None:
            failure = Failure(str(news.error.code), news.error.reason, self._wall())
        match news.asked:
            case NewModeNumber(callid=callid, mode_id=mode_id, contact_number=number):
                form = self._store.state.form(callid, mode_id)
                if form is not None and form.step == "unknown" and same(form.draft, number):
                    self._store.dispatch(e.ChangeSettled(callid, mode_id, failure))
                self._spawn(self._asks.modes(callid, reads_back=True))
            case PhoneNumber(phone_number=number):
                self._dial_settled(number, failure)
            case ManualDialRequest() if isinstance(news.message, Reply):
                self._fresh(news.message)

    def _dial_settled(self, number: str, failure: Failure | None) -> None:
        state = self._store.state
        contacts = (*state.manual.contacts, *state.non_pewc.contacts)
        unsure = [contact for contact in contacts if contact.step == "unknown" and contact.dialled == number]
        if len(unsure) == 1:
            self._store.dispatch(e.DialSettled(unsure[0].key, failure))

    def _doubtful(self, news: News) -> None:
        if isinstance(news.asked, NewModeNumber):
            self._spawn(self._asks.modes(news.asked.callid, reads_back=True))

    def _partly_read(self, reply: Reply, reason: str) -> None:
        """A contact that can't be read is reserved all the same: the agent must not be told that there is none."""
        failure = Failure(str(Code.PROTOCOL), reason, self._wall())
        if isinstance(reply.body, ManualDialContacts):
            self._store.dispatch(e.ContactsFailed("manual-dial", failure))
        elif isinstance(reply.body, ReservedContact):
            self._store.dispatch(e.ContactsFailed("non-pewc", failure))

    def _again(self, news: News) -> None:
        if not isinstance(news.message, Reply):
            return
        if isinstance(news.message.body, CallStates):
            self._spawn(self._asks.calls())
        elif isinstance(news.message.body, CallbackModes):
            self._spawn(self._asks.modes(news.message.body.callid))
