"""Changing a number: checked before it is sent, confirmed where it destroys, sent once, believed when read back."""

from __future__ import annotations

import pytest

from tests.unit.samples_of_state import DAVID, HOME, MOBILE, NOW, OFFICE, OTHER, typed, with_calls
from widget.lcm import Mode
from widget.state import ChangeForm, Failure, Store
from widget.state import events as e
from widget.state.modes import limits


def _form(store: Store, mode_id: str = "1") -> ChangeForm:
    form = store.state.form("12345", mode_id)
    assert form is not None
    return form


def test_saving_sends() -> None:
    store = typed()
    store.dispatch(e.ChangeSubmitted("12345", "1"))
    assert _form(store).step == "sending"


@pytest.mark.parametrize("draft", ["", "   ", "call me", "555 01", "1234567890123", "12345678x", "+"])
def test_what_the_desktop_would_refuse_is_not_sent_and_stays_typed(draft: str) -> None:
    store = typed(draft)
    store.dispatch(e.ChangeSubmitted("12345", "1"))
    form = _form(store)
    assert (form.step, form.draft) == ("editing", draft)
    assert form.complaint is not None


@pytest.mark.parametrize("draft", ["(202) 555-0142", "202.555.0142", "+12025550142", "٢٠٢٥٥٥٠١٤٢"])
def test_a_number_may_be_typed_as_people_write_it(draft: str) -> None:
    store = typed(draft)
    store.dispatch(e.ChangeSubmitted("12345", "1"))
    assert _form(store).step == "sending"


@pytest.mark.parametrize("lengths", [{"min_length": 12, "max_length": 8}, {"min_length": None, "max_length": 0}])
def test_limits_that_contradict_themselves_are_none(lengths: dict[str, int | None]) -> None:
    odd = HOME.model_copy(update=lengths)
    assert limits(DAVID.model_copy(update={"campaign_modes": (odd,)}), None, "1") == (None, None)


def test_the_campaign_gives_the_limits_before_the_mode_does() -> None:
    mode = Mode(mode_id="1", min_length=1, max_length=3)
    store = with_calls()
    store.dispatch(e.ModesCame("12345", (mode,), NOW))
    assert limits(DAVID, store.state.modes_of("12345"), "1") == (8, 12)


def test_deleting_others_asks_first_and_names_every_number_lost() -> None:
    store = typed()
    store.dispatch(e.DeleteOthersSet("12345", "1", on=True))
    store.dispatch(e.ChangeSubmitted("12345", "1"))
    form = _form(store)
    assert form.step == "confirming"
    assert form.losses == (("Mobile", "6591462346"), ("Office", "6591462347"))


def test_backing_out_of_the_question_sends_nothing_and_keeps_what_was_typed() -> None:
    store = typed()
    store.dispatch(e.DeleteOthersSet("12345", "1", on=True))
    store.dispatch(e.ChangeSubmitted("12345", "1"))
    store.dispatch(e.ChangeBackedOut("12345", "1"))
    assert (_form(store).step, _form(store).draft) == ("editing", "2025550142")


def test_numbers_that_changed_behind_the_question_are_asked_about_again() -> None:
    store = typed()
    store.dispatch(e.DeleteOthersSet("12345", "1", on=True))
    store.dispatch(e.ChangeSubmitted("12345", "1"))
    store.dispatch(e.ModesCame("12345", (MOBILE,), NOW + 1))
    store.dispatch(e.ChangeConfirmed("12345", "1"))
    form = _form(store)
    assert (form.step, form.losses_changed, form.losses) == ("confirming", True, (("Mobile", "6591462346"),))
    store.dispatch(e.ChangeConfirmed("12345", "1"))
    assert _form(store).step == "sending"


def test_nothing_typed_is_lost_by_a_refusal_or_by_fresh_modes() -> None:
    store = typed()
    store.dispatch(e.ChangeSubmitted("12345", "1"))
    store.dispatch(e.ChangeSettled("12345", "1", Failure("refused", "Invalid Call ID.", NOW)))
    store.dispatch(e.ModesCame("12345", (MOBILE, OFFICE), NOW + 1))
    store.dispatch(e.CallsCame((DAVID,), NOW + 2))
    assert (_form(store).step, _form(store).draft) == ("failed", "2025550142")


def test_a_saved_number_is_not_sent_again() -> None:
    store = _sent()
    store.dispatch(e.ChangeSettled("12345", "1", None))
    before = store.state
    assert store.dispatch(e.ChangeSubmitted("12345", "1")) is before


def test_a_question_answered_while_another_number_of_the_call_is_sent_sends_nothing() -> None:
    store = typed()
    store.dispatch(e.DeleteOthersSet("12345", "1", on=True))
    store.dispatch(e.ChangeSubmitted("12345", "1"))
    store.dispatch(e.ChangeOpened("12345", "3"))
    store.dispatch(e.ChangeTyped("12345", "3", "2025550143"))
    store.dispatch(e.ChangeSubmitted("12345", "3"))
    store.dispatch(e.ChangeConfirmed("12345", "1"))
    assert [_form(store, mode).step for mode in ("3", "1")] == ["sending", "confirming"]


def test_a_question_asked_anew_does_not_say_that_the_numbers_have_changed() -> None:
    store = typed()
    store.dispatch(e.DeleteOthersSet("12345", "1", on=True))
    store.dispatch(e.ChangeSubmitted("12345", "1"))
    store.dispatch(e.ModesCame("12345", (MOBILE,), NOW + 1))
    store.dispatch(e.ChangeConfirmed("12345", "1"))
    store.dispatch(e.ChangeConfirmed("12345", "1"))
    store.dispatch(e.ChangeSettled("12345", "1", Failure("refused", "", NOW)))
    store.dispatch(e.ChangeSubmitted("12345", "1"))
    assert (_form(store).step, _form(store).losses_changed) == ("confirming", False)


def test_typing_again_clears_the_failure() -> None:
    store = typed()
    store.dispatch(e.ChangeSubmitted("12345", "1"))
    store.dispatch(e.ChangeSettled("12345", "1", Failure("refused", "", NOW)))
    store.dispatch(e.ChangeTyped("12345", "1", "2025550143"))
    assert (_form(store).step, _form(store).failure) == ("editing", None)


def test_what_is_typed_while_sending_does_not_change_what_was_sent() -> None:
    store = typed()
    store.dispatch(e.ChangeSubmitted("12345", "1"))
    store.dispatch(e.ChangeTyped("12345", "1", "999"))
    assert _form(store).draft == "2025550142"


def _sent(draft: str = "2025550142") -> Store:
    store = typed(draft)
    store.dispatch(e.ChangeSubmitted("12345", "1"))
    return store


def test_saved_is_believed_when_reading_back_shows_the_number() -> None:
    store = _sent("(202) 555-0142")
    store.dispatch(e.ChangeSettled("12345", "1", None))
    home = HOME.model_copy(update={"number": "2025550142"})
    store.dispatch(e.ModesCame("12345", (home,), NOW))
    assert (_form(store).step, _form(store).confirmed) == ("saved", True)


@pytest.mark.parametrize(("typed", "shown"), [("+12025550142", "12025550142"), ("12025550142", "+1 202 555 0142")])
def test_a_number_read_back_with_or_without_its_plus_is_the_same(typed: str, shown: str) -> None:
    store = _sent(typed)
    store.dispatch(e.ChangeSettled("12345", "1", None))
    store.dispatch(e.ModesCame("12345", (HOME.model_copy(update={"number": shown}),), NOW))
    assert _form(store).confirmed


def test_saved_but_showing_another_number_is_said() -> None:
    store = _sent()
    store.dispatch(e.ChangeSettled("12345", "1", None))
    store.dispatch(e.ModesCame("12345", (HOME,), NOW))
    assert (_form(store).step, _form(store).confirmed) == ("saved", False)


def test_an_unknown_outcome_becomes_saved_when_reading_back_shows_the_number() -> None:
    store = _sent()
    store.dispatch(e.ChangeSettled("12345", "1", Failure("unknown-outcome", "", NOW), unknown=True))
    assert _form(store).step == "unknown"
    store.dispatch(e.ModesCame("12345", (HOME.model_copy(update={"number": "2025550142"}),), NOW))
    assert _form(store).step == "saved"


def test_an_unknown_outcome_stays_unknown_when_the_old_number_is_shown() -> None:
    store = _sent()
    store.dispatch(e.ChangeSettled("12345", "1", Failure("unknown-outcome", "", NOW), unknown=True))
    store.dispatch(e.ModesCame("12345", (HOME,), NOW))
    form = _form(store)
    assert (form.step, form.read_back, form.draft) == ("unknown", True, "2025550142")


def test_reading_another_calls_numbers_reads_nothing_back() -> None:
    store = _sent()
    store.dispatch(e.ChangeSettled("12345", "1", None))
    store.dispatch(e.ModesCame("67890", (HOME,), NOW))
    assert (_form(store).read_back, _form(store).confirmed) == (False, None)


def test_a_late_answer_settles_an_unknown_outcome() -> None:
    store = _sent()
    store.dispatch(e.ChangeSettled("12345", "1", Failure("unknown-outcome", "", NOW), unknown=True))
    store.dispatch(e.ChangeSettled("12345", "1", None))
    assert _form(store).step == "saved"


def test_opening_a_form_again_does_not_wipe_what_was_typed() -> None:
    store = typed("2025")
    store.dispatch(e.ChangeOpened("12345", "1"))
    assert _form(store).draft == "2025"


def test_drafts_of_two_modes_do_not_disturb_each_other() -> None:
    store = typed("2025")
    store.dispatch(e.ChangeOpened("12345", "3"))
    store.dispatch(e.ChangeTyped("12345", "3", "777"))
    store.dispatch(e.CallSelected("67890"))
    assert (_form(store, "1").draft, _form(store, "3").draft) == ("2025", "777")


def test_a_form_can_not_be_closed_while_it_is_being_sent() -> None:
    store = _sent()
    store.dispatch(e.ChangeClosed("12345", "1"))
    assert _form(store).step == "sending"


def unconfirmed(store: Store) -> Store:
    store.dispatch(e.ChangeSubmitted("12345", "1"))
    store.dispatch(e.ChangeConfirmed("12345", "1"))
    store.dispatch(e.ChangeSettled("12345", "1", Failure("unknown-outcome", "", NOW), unknown=True))
    return store


def test_a_call_that_ends_after_an_unconfirmed_change_is_not_told_as_not_sent() -> None:
    store = unconfirmed(typed())
    store.dispatch(e.CallsCame((OTHER,), NOW))
    form = store.state.form("12345", "1")
    assert form is not None
    assert (form.ended, form.step) == (True, "unknown")
    assert "not sent" not in str(store.state.said)


def test_a_number_the_desktop_refused_before_its_call_ended_is_not_told_as_not_sent() -> None:
    store = _sent()
    store.dispatch(e.ChangeSettled("12345", "1", Failure("refused", "Invalid Call ID.", NOW)))
    store.dispatch(e.CallsCame((OTHER,), NOW))
    assert "was not saved" in str(store.state.said)
    assert "not sent" not in str(store.state.said)


def test_keeping_the_other_numbers_after_an_unconfirmed_change_leaves_it_unconfirmed() -> None:
    store = typed()
    store.dispatch(e.DeleteOthersSet("12345", "1", True))
    unconfirmed(store)
    store.dispatch(e.ChangeSubmitted("12345", "1"))
    store.dispatch(e.ChangeBackedOut("12345", "1"))
    form = store.state.form("12345", "1")
    assert form is not None
    assert form.step == "unknown"


@pytest.mark.parametrize(("number", "step"), [(None, "unknown"), ("2025550142", "saved")])
def test_numbers_read_back_under_the_next_question_count(number: str | None, step: str) -> None:
    store = typed()
    store.dispatch(e.DeleteOthersSet("12345", "1", True))
    unconfirmed(store)
    store.dispatch(e.ChangeSubmitted("12345", "1"))
    home = HOME.model_copy(update={"number": number})
    store.dispatch(e.ModesCame("12345", (home,), NOW))
    store.dispatch(e.ChangeBackedOut("12345", "1"))
    assert (_form(store).step, _form(store).read_back) == (step, True)


def test_a_late_answer_closes_the_question_whether_to_send_again() -> None:
    store = typed()
    store.dispatch(e.DeleteOthersSet("12345", "1", True))
    unconfirmed(store)
    store.dispatch(e.ChangeSubmitted("12345", "1"))
    store.dispatch(e.ChangeSettled("12345", "1", None))
    assert _form(store).step == "saved"


def test_deleting_others_that_was_asked_for_after_sending_is_not_told_as_saved() -> None:
    store = unconfirmed(typed())
    store.dispatch(e.DeleteOthersSet("12345", "1", True))
    home = HOME.model_copy(update={"number": "2025550142"})
    store.dispatch(e.ModesCame("12345", (home, MOBILE), NOW))
    store.dispatch(e.ChangeSettled("12345", "1", None))
    assert (_form(store).step, _form(store).delete_others) == ("editing", True)


def test_a_question_backed_out_of_does_not_hide_what_the_change_before_it_deletes() -> None:
    store = typed()
    store.dispatch(e.DeleteOthersSet("12345", "1", True))
    unconfirmed(store)
    store.dispatch(e.ChangeSubmitted("12345", "1"))
    store.dispatch(e.ChangeBackedOut("12345", "1"))
    home = HOME.model_copy(update={"number": "2025550142"})
    for read, step in (((home, MOBILE, OFFICE), "unknown"), ((home,), "saved")):
        store.dispatch(e.ModesCame("12345", read, NOW))
        assert _form(store).step == step


def test_an_unconfirmed_change_is_not_saved_while_the_numbers_it_deletes_are_there() -> None:
    store = with_calls()
    store.dispatch(e.ChangeOpened("12345", "3"))
    store.dispatch(e.ChangeTyped("12345", "3", "6591462346"))  # the number it has: only the others are to go
    store.dispatch(e.DeleteOthersSet("12345", "3", True))
    store.dispatch(e.ChangeSubmitted("12345", "3"))
    store.dispatch(e.ChangeConfirmed("12345", "3"))
    store.dispatch(e.ChangeSettled("12345", "3", Failure("unknown-outcome", "", NOW), unknown=True))
    for read, step in (((MOBILE, OFFICE), "unknown"), ((MOBILE,), "saved")):
        store.dispatch(e.ModesCame("12345", read, NOW))
        form = store.state.form("12345", "3")
        assert form is not None
        assert form.step == step
