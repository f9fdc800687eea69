"""One contact to dial by hand: as the desktop sent it, with its dates read, and what the agent did with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal
from zoneinfo import ZoneInfo

from widget.config import WidgetConfig
from widget.ids import dom_id
from widget.lcm import EARLIEST, ManualDialContact, NonPewcContact, id_key, is_never, is_no_number, parse_server_time
from widget.state.attempt import NOT_SENT, Attempt, Phase
from widget.state.keys import Key
from widget.state.numbers import plain
from widget.state.progress import Progress

DialPanel = Literal["manual-dial", "non-pewc"]


@dataclass(frozen=True, slots=True)
class Finish:
    """That a contact is finished, since `at` (epoch seconds). `told`: the desktop said so, with this `outcome` where it
    is known; else the agent said so, and the desktop does not know."""

    at: float
    told: bool = False
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact to dial by hand.

    `wire` is the contact as the desktop sent it. `dialled` is what goes to the dialler: prefix, number and suffix.
    `consent` is None when it is not known, and False for every contact of the non-PEWC panel. `deadline` and
    `callback_at` are epoch seconds, or None when the desktop's date can't be read or stands for "no date". `progress`
    is how far the call of its last dial is; None while nothing is told. `closing` is the request to close it, and
    `outcome` the key of the outcome that the agent has chosen for that. `finish` is None until it is finished; `gone`:
    and it has no place on the page any more. `at_start`: it was reserved before this page began, so that it may have
    been dialled before.
    """

    key: str
    panel: DialPanel
    wire: ManualDialContact | NonPewcContact
    dialled: str
    consent: bool | None
    prefix: str = ""
    suffix: str = ""
    queue: str = ""
    deadline: float | None = None
    callback_at: float | None = None
    attempt: Attempt = NOT_SENT
    progress: Progress | None = None
    closing: Attempt = NOT_SENT
    outcome: str = ""
    finish: Finish | None = None
    gone: bool = False
    at_start: bool = False

    @property
    def ident(self) -> str:
        """Whom it is to call, without the number."""
        return self.wire.contact_id or self.wire.account_number

    @property
    def finished(self) -> bool:
        """Whether it is finished."""
        return self.finish is not None

    @property
    def phase(self) -> Phase:
        """What is known about its last dial."""
        return self.attempt.phase

    @property
    def on_screen(self) -> Key:
        """Its name among what can be unfolded, revealed or copied."""
        return Key("contact", part=(self.key,))

    @property
    def element(self) -> str:
        """The id of its element on the page."""
        return dom_id("contact", self.key)

    def expired(self, now: float) -> bool:
        """Whether its deadline has come. A contact whose deadline is unknown never expires by itself."""
        return self.deadline is not None and now >= self.deadline

    def unending(self, now: float) -> bool:
        """Whether its deadline is so far ahead that it stands for "never"."""
        return self.deadline is not None and is_never(self.deadline, now)

    def moved(self, by: float) -> Contact:
        """The same after the clock was moved by `by` seconds. The desktop's dates stay."""
        progress = None if self.progress is None else self.progress.moved(by)
        finish = None if self.finish is None else replace(self.finish, at=self.finish.at + by)
        return replace(self, progress=progress, finish=finish)

    def worked(self, now: float) -> bool:
        """Whether the agent still has to finish it."""
        return not self.finished and not self.expired(now)


def from_wire(panel: DialPanel, wire: ManualDialContact | NonPewcContact, settings: WidgetConfig) -> Contact:
    """An open contact from what the desktop sent, with its dates read and the number to dial put together."""
    prefix, suffix, queue = ("", "", "")
    if isinstance(wire, NonPewcContact):
        prefix, suffix, queue = wire.prefix, wire.suffix, wire.queue
    return Contact(
        key="|".join((panel, id_key(wire.contact_id) or id_key(wire.account_number), id_key(wire.phone_number))),
        panel=panel,
        wire=wire,
        dialled=plain(f"{prefix}{wire.phone_number}{suffix}"),
        consent=wire.consent if isinstance(wire, ManualDialContact) else False,
        prefix=prefix,
        suffix=suffix,
        queue=queue,
        deadline=moment(wire.expiry, settings),
        callback_at=moment(wire.callback, settings),
    )


def moment(text: str, settings: WidgetConfig) -> float | None:
    """A desktop's date as epoch seconds. None when it can't be read or stands for "no date" (protocol.md §2.45), or
    when it has no offset and `server_timezone` is not configured: the zone is never guessed."""
    zone = None if settings.server_timezone is None else ZoneInfo(settings.server_timezone)
    read = parse_server_time(text, zone)
    return None if read is None or read < EARLIEST else read.timestamp()


def is_number(text: str) -> bool:
    """Whether something can be dialled of it: there are characters that are seen, and no program's word for nothing."""
    return bool(plain(text)) and not is_no_number(text)
