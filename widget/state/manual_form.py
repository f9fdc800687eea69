"""The form of manual dial: which contacts the agent asks for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from widget.state.acted import Acted, action
from widget.state.keys import MANUAL_FORM
from widget.texts import Text

if TYPE_CHECKING:
    from widget.state.tree import WidgetState


@dataclass(frozen=True, slots=True)
class ManualForm:
    """What the agent asks for in manual dial: with or without consent, reserved or new, how many (as typed), and from
    which campaign group ("": any)."""

    consent: bool = True
    reserved: bool = True
    count: str = "1"
    group: str = ""
    complaint: Text | None = None


@action("manual-consent")
def _consent_set(event: Acted, state: WidgetState) -> WidgetState:
    return form_with(state, consent=event.payload.get("value") == "yes")


@action("manual-reserved")
def _reserved_set(event: Acted, state: WidgetState) -> WidgetState:
    return form_with(state, reserved=event.payload.get("value") == "on")


@action("manual-count")
def _count_set(event: Acted, state: WidgetState) -> WidgetState:
    return form_with(state, count=event.payload.get("value", ""))


def form_with(state: WidgetState, **fields: Any) -> WidgetState:  # noqa: ANN401 - fields of the form
    """The state with these fields of the form."""
    return state._replace(manual_form=replace(state.manual_form, complaint=None, **fields))


def asked_count(state: WidgetState) -> int | None:
    """How many contacts the form asks for. None when the typed text is no number from 1 to `manual_dial_max`."""
    text = state.manual_form.count.strip()
    if not text.isdecimal() or len(text) > 3:
        return None
    count = int(text)
    return count if 1 <= count <= state.settings.manual_dial_max else None


def unfolded(state: WidgetState, on: bool = True) -> WidgetState:
    """The state with the form unfolded, or folded."""
    opened = state.screen.opened
    wanted = opened | {MANUAL_FORM} if on else opened - {MANUAL_FORM}
    return state if wanted == opened else state._replace(screen=replace(state.screen, opened=wanted))
