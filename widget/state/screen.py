"""What the agent did to the screen itself: what is unfolded, revealed and copied."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from widget.lcm import MANUAL_DIAL_COPY_CONTACT, PhoneNumber
from widget.state import contact_merge, read_back
from widget.state.acted import Acted, action
from widget.state.announcements import saying
from widget.state.effects import Ask, Scroll
from widget.state.groups import wanting_groups
from widget.state.keys import INSPECTOR, LISTS, MANUAL_FORM, Key
from widget.state.update import Update, rule
from widget.texts import later

if TYPE_CHECKING:
    from widget.state.tree import WidgetState

COPIED_SECONDS = 2.0
HELD_SECONDS = 8.0
HELD = later("The page moved just before you pressed. Nothing was pressed; press again.")
FAULTED = later("The widget failed. What you pressed was not done. Press again. If it fails again, reload the page.")


@dataclass(frozen=True, slots=True)
class Screen:
    """The keys of what is shown in another way than usual. Times are in epoch seconds.

    `opened` are the unfolded parts. `as_received` are the numbers shown unformatted. `revealed` are the unmasked
    numbers, each with the time until which it is shown. `copied` is what was copied last, with the time until which
    that is said; `copy_failed`: it could not be copied. `phones_ready`: numbers can be formatted. `faulted`: the last
    action was not done, by a fault of ours. `held`: the last press was held back, because the page moved just before;
    until then that is said, unless the agent presses or scrolls. `entered` are the names of the lists that the pointer
    or the focus is in: nothing in them may move. `pinned` are the names of the fields that are always in view, in the
    order they were pinned.
    """

    opened: frozenset[Key] = frozenset()
    as_received: frozenset[Key] = frozenset()
    revealed: tuple[tuple[Key, float], ...] = ()
    copied: tuple[Key, float] | None = None
    copy_failed: bool = False
    phones_ready: bool = False
    faulted: bool = False
    held: float | None = None
    entered: frozenset[str] = frozenset()
    pinned: tuple[str, ...] = ()

    def is_revealed(self, key: Key) -> bool:
        """Whether this masked number is shown now."""
        return any(name == key for name, _until in self.revealed)

    def without(self, callids: AbstractSet[str]) -> Screen:
        """The screen without what belongs to these calls."""
        keys = (*self.opened, *self.as_received, *(key for key, _ in self.revealed))
        return self.without_keys(frozenset(key for key in keys if key.callid in callids))

    def renamed(self, names: Mapping[str, str]) -> Screen:
        """The screen with what belongs to these calls under their new keys."""

        def new(key: Key) -> Key:
            return replace(key, callid=names[key.callid]) if key.callid in names else key

        return replace(
            self,
            opened=frozenset(map(new, self.opened)),
            as_received=frozenset(map(new, self.as_received)),
            revealed=tuple((new(key), until) for key, until in self.revealed),
        )

    def without_keys(self, gone: frozenset[Key]) -> Screen:
        """The screen without these things."""
        if not gone & (self.opened | self.as_received | {key for key, _ in self.revealed}):
            return self
        revealed = tuple(entry for entry in self.revealed if entry[0] not in gone)
        return replace(self, opened=self.opened - gone, as_received=self.as_received - gone, revealed=revealed)

    def at(self, now: float, reveal_seconds: float) -> Screen:
        """The screen at `now` (epoch seconds), without the reveals and the "Copied" whose time is over; the same object
        when none is.

        A time that is too far ahead was set before the clock was put back. It is over as well.
        """
        revealed = tuple(entry for entry in self.revealed if now < entry[1] <= now + reveal_seconds + 1)
        after = self if len(revealed) == len(self.revealed) else replace(self, revealed=revealed)
        if after.copied is not None and not now < after.copied[1] <= now + 3 * COPIED_SECONDS + 1:
            after = replace(after, copied=None)
        if after.held is not None and not now < after.held <= now + HELD_SECONDS + 1:
            after = replace(after, held=None)
        return after


@dataclass(frozen=True, slots=True)
class PhonesReady:
    """Numbers can be formatted from now on."""


@dataclass(frozen=True, slots=True)
class Faulted:
    """The last action of the agent was not done, by a fault of ours (`on`), or it was done (not `on`)."""

    on: bool = True


def _with(state: WidgetState, **changes: Any) -> WidgetState:  # noqa: ANN401 - fields of the slice
    return state._replace(screen=replace(state.screen, **changes))


def _key(event: Acted) -> Key:
    return Key.read(event.payload["key"])


@action("toggle")
def _toggled(event: Acted, state: WidgetState) -> Update:
    """Unfold or fold. The inspector is scrolled into view, because it is at the top of the page. The form of manual
    dial needs the campaign groups."""
    key = _key(event)
    after = _with(state, opened=state.screen.opened ^ {key})
    if key == MANUAL_FORM and MANUAL_FORM in after.screen.opened:
        return wanting_groups(after)
    shown = key == INSPECTOR and INSPECTOR in after.screen.opened
    return after, (Scroll(INSPECTOR.kind),) if shown else ()


@action("toggle-form")
def _form_toggled(event: Acted, state: WidgetState) -> WidgetState:
    return _with(state, as_received=state.screen.as_received ^ {_key(event)})


def _field_name(key: Key, state: WidgetState) -> str | None:
    """The name of a field of the chosen call, or of a pinned field; None when it is not there any more."""
    chosen = state.calls.chosen
    if chosen is None or (key.kind, key.callid) != ("field", chosen.key):
        return None
    group, place = key.part
    call, names = chosen.call, state.screen.pinned
    if group != "pinned":
        names = tuple(field.name for field in (call.business_fields if group == "business" else call.optional_fields))
    return names[int(place)] if int(place) < len(names) else None


@action("pin-field")
def _pinned(event: Acted, state: WidgetState) -> WidgetState:
    """Pin or unpin the fields of one name. The page names the field by its place: its name is a text from outside."""
    name, pinned = _field_name(_key(event), state), state.screen.pinned
    if name is None:
        return state
    others = tuple(other for other in pinned if other != name)
    return _with(state, pinned=others if name in pinned else (*pinned, name))


@action("reveal")
def _revealed(event: Acted, state: WidgetState) -> WidgetState:
    key = _key(event)
    others = tuple(entry for entry in state.screen.revealed if entry[0] != key)
    return _with(state, revealed=(*others, (key, event.at + state.settings.reveal_seconds)))


@action("conceal")
def _concealed(event: Acted, state: WidgetState) -> WidgetState:
    key = _key(event)
    return _with(state, revealed=tuple(entry for entry in state.screen.revealed if entry[0] != key))


@action("copied")
def _copied(event: Acted, state: WidgetState) -> Update:
    key = _key(event)
    after = _with(state, copied=(key, event.at + COPIED_SECONDS), copy_failed=False)
    contact = next((contact for contact in state.manual.value if contact.on_screen == key), None)
    told = contact is not None and state.settings.copy_message
    copy = (Ask(MANUAL_DIAL_COPY_CONTACT, PhoneNumber(phone_number=contact.dialled)),) if contact and told else ()
    return saying(after, later("Copied.")), copy


@action("copy-failed")
def _copy_failed(event: Acted, state: WidgetState) -> WidgetState:
    after = _with(state, copied=(_key(event), event.at + 3 * COPIED_SECONDS), copy_failed=True)
    return saying(after, later("Not copied: the browser does not let this page use the clipboard."))


@action("press-held")
def _held(event: Acted, state: WidgetState) -> WidgetState:
    return saying(_with(state, held=event.at + HELD_SECONDS), HELD)


@action("press-taken")
def _taken(_event: Acted, state: WidgetState) -> WidgetState:
    """The agent pressed again, or a key, or scrolled."""
    return _with(state, held=None)


@action("list-entered")
def _list_entered(event: Acted, state: WidgetState) -> WidgetState:
    return _with(state, entered=state.screen.entered | (LISTS & {event.payload["list"]}))


@action("list-left")
def _list_left(event: Acted, state: WidgetState) -> WidgetState:
    return _with(state, entered=state.screen.entered - {event.payload["list"]})


@rule(PhonesReady)
def _phones(_event: PhonesReady, state: WidgetState) -> WidgetState:
    return contact_merge.compared_again(read_back.compared_again(_with(state, phones_ready=True)))


@rule(Faulted)
def _faulted(event: Faulted, state: WidgetState) -> WidgetState:
    if not event.on and not state.screen.faulted:
        return state
    after = _with(state, faulted=event.on)
    return saying(after, FAULTED) if event.on else after
