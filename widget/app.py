"""What a user action does: which request, which event. The only place where the page, the state and the client meet.

In: actions of the page (`handle`), news of the client (`hear`), seconds (`tick`), the link's state (`link_is`).
Out: events into the store, requests through `Asks`. A request that changes data is sent only when the event that allows
it really changed the state, so that two clicks in one frame send once.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine, Mapping
from typing import Any, Protocol

from widget import phones
from widget.asks import Asker, Asks, Clock
from widget.client import News
from widget.client.failures import RequestFailed
from widget.hearing import Hearing
from widget.ids import dom_id
from widget.lcm import MANUAL_DIAL_COPY_CONTACT, CallStates, PhoneNumber
from widget.state import Bench, Contact, Failure, Link, Store, WidgetState
from widget.state import events as e
from widget.state.inspector import INSPECTOR
from widget.state.numbers import diallable, squeezed
from widget.taping import Taping

Payload = Mapping[str, str]

log = logging.getLogger(__name__)


class Hands(Protocol):
    """What the widget can do to the page besides drawing."""

    def focus(self, element_id: str) -> None:
        """Moves the focus to an element once the state as it is now has been drawn; nothing if it isn't there."""

    def show(self, element_id: str) -> None:
        """Scrolls an element into view once the state as it is now has been drawn; nothing if it isn't there."""

    def open_link(self, url: str) -> None:
        """Opens a `tel:` address within the click that asked for it."""


class App:
    """Ties actions to events and requests. Keeps its tasks until they end."""

    def __init__(self, client: Asker, store: Store, hands: Hands, wall: Clock, *, taping: Taping | None = None) -> None:
        self._client = client
        self._store = store
        self._hands = hands
        self._wall = wall
        self._taping = taping
        self._tasks: set[asyncio.Task[None]] = set()
        self._asks = Asks(client, store, wall)
        self._hearing = Hearing(store, self._asks, wall, self._spawn)
        self._actions: dict[str, Callable[[Payload], object]] = {
            "refresh-calls": self._refresh_calls,
            "select-call": self._select_call,
            "get-modes": self._get_modes,
            "toggle": self._toggle,
            "reveal": lambda got: self._tell(e.Revealed(got["key"], self._wall())),
            "conceal": lambda got: self._tell(e.Concealed(got["key"])),
            "copied": self._copied,
            "copy-failed": lambda got: self._tell(e.CopyFailed(got["key"], self._wall())),
            "change-open": self._change_open,
            "change-close": self._change_close,
            "change-draft": lambda got: self._tell(e.ChangeTyped(*_mode(got), got.get("value", ""))),
            "change-delete-others": lambda got: self._tell(e.DeleteOthersSet(*_mode(got), got.get("value") == "on")),
            "change-save": self._change_save,
            "change-confirm": self._change_confirm,
            "change-back": self._change_back,
            "manual-consent": lambda got: self._tell(e.ManualFormSet(consent=got.get("value") == "yes")),
            "manual-reserved": lambda got: self._tell(e.ManualFormSet(reserved=got.get("value") == "on")),
            "manual-count": lambda got: self._tell(e.ManualFormSet(count=got.get("value", ""))),
            "get-contacts": self._get_contacts,
            "get-reserved": lambda _got: self._ask_contacts("non-pewc"),
            "dial": lambda got: self._dial(got["contact"], e.DialPressed(got["contact"], self._wall())),
            "dial-confirm": lambda got: self._dial(got["contact"], e.DialConfirmed(got["contact"], self._wall())),
            "dial-back": lambda got: self._tell(e.DialBackedOut(got["contact"])),
            "record-start": self._record,
            "record-stop": self._stop_recording,
            "contact-done": self._contact_done,
            "contact-back": lambda got: self._tell(e.ContactFinished(got["contact"], done=False)),
        }

    @property
    def actions(self) -> frozenset[str]:
        """The actions the page may send."""
        return frozenset(self._actions)

    async def start(self) -> None:
        """Asks for the calls, and for the modes of the call that gets selected."""
        await self._asks.calls()
        self._follow_selection()

    async def load_phones(self) -> None:
        """Brings the phone metadata in; call it after the first render."""
        if phones.load():
            self._tell(e.PhonesReady())

    def handle(self, action: str, payload: Payload) -> None:
        """Does what a click, a submit or an input of the page asks, or says that it failed to. An action that does not
        exist is only logged."""
        act = self._actions.get(action)
        if act is None:
            log.warning("the page sent an action that does not exist: %s", action[:40])
            return
        if self._taping is not None:
            self._taping.acted(action, payload)
        try:
            act(payload)
        except Exception as error:
            log.error("the action %s failed: %s", action, type(error).__name__)  # noqa: TRY400 - a traceback may hold a number
            self._tell(e.Faulted())
        else:
            if self._store.state.faulted:
                self._tell(e.Faulted(on=False))

    def calls_came(self, states: CallStates) -> None:
        """Takes the calls of a StateSync someone else asked for (the keeper of the link)."""
        self._tell(e.CallsCame(states.calls, self._wall(), states.unread))
        self._follow_selection()

    def hear(self, news: News) -> None:
        """Takes what the client heard unasked."""
        self._hearing.hear(news)
        self._follow_selection()

    def link_is(self, link: Link) -> None:
        """Takes the state of the link, its times in epoch seconds."""
        self._tell(e.LinkChanged(link))

    def tick(self) -> None:
        """Takes the time: once a second while the page is shown, and when it is shown again."""
        self._tell(e.Tick(self._wall()))
        if self._taping is not None:
            self._taping.tick()

    def messages_counted(self, counts: Mapping[str, int]) -> None:
        """Takes what the inbox counted, by what became of the messages."""
        self._tell(e.MessagesCounted(tuple(counts.items())))

    def look_again(self) -> None:
        """Reads the modes on the screen anew, after a time in which nothing was heard."""
        self._get_modes({})

    async def settled(self) -> None:
        """Returns when nothing is under way any more."""
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    def _tell(self, event: e.Event) -> WidgetState:
        return self._store.dispatch(event)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("a task ended with %s", type(error).__name__)

    def _follow_selection(self) -> None:
        selected = self._store.state.calls.selected
        if selected is not None and self._store.state.modes_of(selected) is None:
            self._tell(e.ModesAsked(selected))  # now: the task begins when the whole batch of messages has been heard
            self._spawn(self._asks.modes(selected))

    def _record(self, _got: Payload) -> None:
        """A tape begins with the calls and the chosen one's modes, read anew; what else is open is not on it."""
        if self._taping is not None:
            self._taping.start()
            self._refresh_calls({})
            self._get_modes({})

    def _stop_recording(self, _got: Payload) -> None:
        if self._taping is not None:
            self._taping.stop()

    def _refresh_calls(self, _got: Payload) -> None:
        if not self._store.state.calls.asking:
            self._spawn(self.start())

    def _select_call(self, got: Payload) -> None:
        self._tell(e.CallSelected(got["callid"]))
        self._follow_selection()

    def _toggle(self, got: Payload) -> None:
        """The inspector unfolds at the top of the page, which may be scrolled away."""
        if got["key"] in self._tell(e.Toggled(got["key"])).opened and got["key"] == INSPECTOR:
            self._hands.show(INSPECTOR)

    def _get_modes(self, _got: Payload) -> None:
        selected = self._store.state.calls.selected
        read = self._store.state.modes_of(selected)
        if selected is not None and (read is None or not read.asking):
            self._spawn(self._asks.modes(selected))

    def _copied(self, got: Payload) -> None:
        key = got["key"]
        self._tell(e.Copied(key, self._wall()))
        contact = self._store.state.manual.find(key)
        if contact is not None and self._store.state.settings.copy_message:
            self._spawn(self._tell_copy(contact.dialled))

    async def _tell_copy(self, number: str) -> None:
        try:
            await self._client.request(MANUAL_DIAL_COPY_CONTACT, PhoneNumber(phone_number=number))
        except RequestFailed as failed:
            log.info("the desktop did not take note of a copy: %s", failed.code)

    def _change_open(self, got: Payload) -> None:
        self._tell(e.ChangeOpened(*_mode(got)))
        self._hands.focus(f"{dom_id('change', *_mode(got))}-number")

    def _change_close(self, got: Payload) -> None:
        ended = got.get("ended")
        form = self._store.state.form(*_mode(got), ended=ended)
        if form is not None and form not in self._tell(e.ChangeClosed(*_mode(got), ended)).forms:
            self._hands.focus("get-callback-modes" if form.ended else f"{dom_id('mode', *_mode(got))}-change")
        self._follow_selection()

    def _change_save(self, got: Payload) -> None:
        if "number" in got:
            self._tell(e.ChangeTyped(*_mode(got), got["number"]))
        self._change(_mode(got), e.ChangeSubmitted(*_mode(got)))
        form = self._store.state.form(*_mode(got))
        if form is not None and form.complaint is not None:
            self._hands.focus(f"{dom_id('change', *_mode(got))}-number")

    def _change_confirm(self, got: Payload) -> None:
        self._change(_mode(got), e.ChangeConfirmed(*_mode(got)))

    def _change_back(self, got: Payload) -> None:
        self._tell(e.ChangeBackedOut(*_mode(got)))

    def _change(self, mode: tuple[str, str], event: e.Event) -> None:
        before = self._store.state.form(*mode)
        after = self._tell(event).form(*mode)
        if after is not None and after.step == "sending" and (before is None or before.step != "sending"):
            self._spawn(self._asks.change(after))

    def _get_contacts(self, got: Payload) -> None:
        count = got.get("count")
        if count is not None:
            self._tell(
                e.ManualFormSet(consent=got.get("consent") != "no", reserved=got.get("reserved") == "on", count=count)
            )
        self._ask_contacts("manual-dial")

    def _ask_contacts(self, bench: Bench) -> None:
        before = self._store.state.reserved(bench).phase
        after = self._tell(e.ContactsAsked(bench)).reserved(bench).phase
        if before != "asking" and after == "asking":
            manual = bench == "manual-dial"
            self._spawn(self._asks.manual_contacts(self._asks.wanted()) if manual else self._asks.non_pewc_contact())

    def _contact_done(self, got: Payload) -> None:
        contact = self._tell(e.ContactFinished(got["contact"])).contact(got["contact"])
        if contact is not None and contact.expired(self._store.state.now):
            self._hands.focus("manual-get" if contact.bench == "manual-dial" else "non-pewc-get")

    def _dial(self, key: str, event: e.Event) -> None:
        before = self._store.state.contact(key)
        after = self._tell(event).contact(key)
        if after is None or after.step != "dialling" or (before is not None and before.step == "dialling"):
            return
        if self._store.state.settings.dial == "tel":
            self._open_tel(after)
        else:
            self._spawn(self._asks.dial(after))

    def _open_tel(self, contact: Contact) -> None:
        """Letters and pauses are no part of a tel: link, and without them it may be somebody else's number."""
        if not diallable(squeezed(contact.dialled)):
            self._tell(e.DialSettled(contact.key, Failure("number", "", self._wall())))
            return
        self._hands.open_link("tel:" + squeezed(contact.dialled).replace("#", "%23"))
        self._tell(e.DialSettled(contact.key, None))


def _mode(got: Payload) -> tuple[str, str]:
    return got["call"], got["modeId"]
