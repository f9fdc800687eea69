"""The rules know which lists the pointer or the focus is in, from what the page tells."""

from __future__ import annotations

from tests.unit.shift_kit import Desktop, Shift, play


def test_a_list_is_entered_until_it_is_left() -> None:
    def script(shift: Shift) -> None:
        shift.do("list-entered", {"list": "calls"})
        shift.do("list-entered", {"list": "manual-dial"})
        assert shift.state.screen.entered == {"calls", "manual-dial"}
        shift.do("list-left", {"list": "calls"})
        assert shift.state.screen.entered == {"manual-dial"}

    play(Desktop(), script)


def test_a_list_that_does_not_exist_is_not_entered() -> None:
    def script(shift: Shift) -> None:
        shift.do("list-entered", {"list": "9" * 5_000})
        shift.do("list-left", {"list": "calls"})
        assert shift.state.screen.entered == frozenset()

    play(Desktop(), script)


def test_what_went_wrong_is_said_until_the_agent_does_something() -> None:
    """To move the pointer is to do nothing."""

    def script(shift: Shift) -> None:
        shift.do("dial", {})
        shift.do("list-entered", {"list": "calls"})
        assert shift.state.screen.faulted

    play(Desktop(), script)
