"""The states worth looking at, each made the way the page makes it: by events, from messages of the desktop."""

from __future__ import annotations

from collections.abc import Callable

from tools.gallery_scenes import change, dialling, extremes, page
from widget.state import WidgetState

SCENES: dict[str, Callable[[], WidgetState]] = {
    "sample": page.sample,
    "opened": page.opened,
    "shell": page.shell_only,
    "empty": page.empty,
    "error": page.errors,
    "one-problem": page.one_problem,
    "silent-demo": page.silent_demo,
    "about": page.about,
    "traffic": page.traffic,
    "unfolded": page.unfolded,
    "recording": page.recording,
    "recorded": page.recorded,
    "blocked": page.blocked,
    "turned-away": page.turned_away,
    "ugly": extremes.ugly,
    "typing": change.typing,
    "too-short": change.too_short,
    "not-saved": change.not_saved,
    "delete-others": change.delete_others,
    "account-came": change.account_came,
    "without-consent": dialling.without_consent,
    "dial-again": dialling.dial_again,
    "out-of-hours": dialling.out_of_hours,
    "dialled-before": dialling.dialled_before,
    "worked": dialling.worked,
    "choosing-an-outcome": dialling.choosing_an_outcome,
    "not-closed": dialling.not_closed,
    "on-a-call": dialling.on_a_call,
    "one-at-a-time": dialling.one_at_a_time,
    "form": dialling.form,
    "groups": dialling.groups,
    "not-read": dialling.not_read,
    "finished": dialling.finished,
    "reserved": dialling.reserved,
    "long-refusal": dialling.long_refusal,
    "fifty": dialling.fifty,
    "masked": page.masked,
    "listed-twice": change.listed_twice,
    "ended": change.ended,
    "call-outcome": change.call_outcome,
    "no-call-outcome": change.no_call_outcome,
    "many": extremes.many,
    "rtl": page.arabic,
    "pseudo": page.pseudo,
}
