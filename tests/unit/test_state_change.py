"""Changing a number: checked before it is sent, confirmed where it destroys, sent once, believed when read back."""

from __future__ import annotations

import pytest

from tests.unit import events as e
from tests.unit.panels import page
from tests.unit.samples_of_state import DAVID, HOME, MOBILE, NOW, OFFICE, OTHER, typed, where, with_calls
from tests.unit.store import Store
from widget.lcm import Mode, NewModeNumber
from widget.panels import render
from widget.state.change import ChangeForm, FormKey, form_of
from widget.state.effects import Ask
from widget.state.modes import limits, modes_of
from widget.state.screen import PhonesReady
from widget.texts import texts_for


def _form(store: Store, mode_id: str = "1") -> ChangeForm:
    form = form_of(store.state, FormKey("12345", mode_id))
    assert form is not None
    return form


def test_saving_sends() -> None:
    store = typed()
    store.dispatch(e.change_submitted("12345", "1"))
    assert _form(store).phase == "sent"


@pytest.mark.parametrize("draft", ["", "   ", "call me", "555 01", "1234567890123", "12345678x", "+"])
def test_what_the_desktop_would_refuse_is_not_sent_and_stays_typed(draft: str) -> None:
    store = typed(draft)
    store.dispatch(e.change_submitted("12345", "1"))
    form = _form(store)
    assert (where(form), form.draft) == ("idle", draft)
    assert form.complaint is not None


@pytest.mark.parametrize("draft", ["(202) 555-0142", "202.555.0142", "+12025550142", "٢٠٢٥٥٥٠١٤٢"])
def test_a_number_may_be_typed_as_people_write_it(draft: str) -> None:
    store = typed(draft)
    store.dispatch(e.change_submitted("12345", "1"))
    assert _form(store).phase == "sent"


@pytest.mark.parametrize("lengths", [{"min_length": 12, "max_length": 8}, {"min_length": None, "max_length": 0}])
def test_limits_that_contradict_themselves_are_none(lengths: dict[str, int | None]) -> None:
    odd = HOME.model_copy(update=lengths)
    assert limits(DAVID.model_copy(update={"campaign_modes": (odd,)}), None, "1") == (None, None)


def test_the_campaign_gives_the_limits_before_the_mode_does() -> None:
    mode = Mode(mode_id="1", min_length=1, max_length=3)
    store = with_calls()
    store.dispatch(e.modes_came("12345", (mode,), NOW))
    assert limits(DAVID, modes_of(store.state, "12345"), "1") == (8, 12)


def test_deleting_others_asks_first_and_names_every_number_lost() -> None:
    store = typed()
    store.dispatch(e.delete_others_set("12345", "1", on=True))
    store.dispatch(e.change_submitted("12345", "1"))
    form = _form(store)
    assert form.attempt.confirming
    assert form.losses == (("3", "6591462346"), ("2", "6591462347"))


def test_backing_out_of_the_question_sends_nothing_and_keeps_what_was_typed() -> None:
    store = typed()
    store.dispatch(e.delete_others_set("12345", "1", on=True))
    store.dispatch(e.change_submitted("12345", "1"))
    store.dispatch(e.change_backed_out("12345", "1"))
    assert (where(_form(store)), _form(store).draft) == ("idle", "2025550142")


def test_numbers_that_changed_behind_the_question_are_asked_about_again() -> None:
    store = typed()
    store.dispatch(e.delete_others_set("12345", "1", on=True))
    store.dispatch(e.change_submitted("12345", "1"))
    store.dispatch(e.modes_came("12345", (MOBILE,), NOW + 1))
    store.dispatch(e.change_confirmed("12345", "1"))
    form = _form(store)
    assert (where(form), form.losses_changed, form.losses) == ("confirming", True, (("3", "6591462346"),))
    store.dispatch(e.change_confirmed("12345", "1"))
    assert _form(store).phase == "sent"


def test_nothing_typed_is_lost_by_a_refusal_or_by_fresh_modes() -> None:
    store = typed()
    store.dispatch(e.change_submitted("12345", "1"))
    store.dispatch(e.change_settled("12345", "1", e.failure("refused", "Invalid Call ID.")))
    store.dispatch(e.modes_came("12345", (MOBILE, OFFICE), NOW + 1))
    store.dispatch(e.calls_came((DAVID,), NOW + 2))
    assert (where(_form(store)), _form(store).draft) == ("failed", "2025550142")


def test_a_saved_number_is_not_sent_again() -> None:
    store = _sent()
    store.dispatch(e.change_settled("12345", "1", None))
    before = store.state
    assert store.dispatch(e.change_submitted("12345", "1")) is before


def test_a_question_answered_while_another_number_of_the_call_is_sent_sends_nothing() -> None:
    store = typed()
    store.dispatch(e.delete_others_set("12345", "1", on=True))
    store.dispatch(e.change_submitted("12345", "1"))
    store.dispatch(e.change_opened("12345", "3"))
    store.dispatch(e.change_typed("12345", "3", "2025550143"))
    store.dispatch(e.change_submitted("12345", "3"))
    store.dispatch(e.change_confirmed("12345", "1"))
    assert [where(_form(store, mode)) for mode in ("3", "1")] == ["sent", "confirming"]


def test_a_question_asked_anew_does_not_say_that_the_numbers_have_changed() -> None:
    store = typed()
    store.dispatch(e.delete_others_set("12345", "1", on=True))
    store.dispatch(e.change_submitted("12345", "1"))
    store.dispatch(e.modes_came("12345", (MOBILE,), NOW + 1))
    store.dispatch(e.change_confirmed("12345", "1"))
    store.dispatch(e.change_confirmed("12345", "1"))
    store.dispatch(e.change_settled("12345", "1", e.failure("refused")))
    store.dispatch(e.change_submitted("12345", "1"))
    assert (where(_form(store)), _form(store).losses_changed) == ("confirming", False)


def test_typing_again_clears_the_failure() -> None:
    store = typed()
    store.dispatch(e.change_submitted("12345", "1"))
    store.dispatch(e.change_settled("12345", "1", e.failure("refused")))
    store.dispatch(e.change_typed("12345", "1", "2025550143"))
    assert (where(_form(store)), _form(store).attempt.failure) == ("idle", None)


def test_what_is_typed_while_sending_does_not_change_what_was_sent() -> None:
    store = typed()
    store.dispatch(e.change_submitted("12345", "1"))
    store.dispatch(e.change_typed("12345", "1", "999"))
    assert _form(store).draft == "2025550142"


def _sent(draft: str = "2025550142", mode_id: str = "1", **table: object) -> Store:
    store = typed(draft, mode_id, **table)
    store.dispatch(e.change_submitted("12345", mode_id))
    return store


def test_saved_is_believed_when_reading_back_shows_the_number() -> None:
    store = _sent("(202) 555-0142")
    store.dispatch(e.change_settled("12345", "1", None))
    home = HOME.model_copy(update={"number": "2025550142"})
    store.dispatch(e.modes_came("12345", (home,), NOW))
    assert (where(_form(store)), _form(store).confirmed) == ("done", True)


@pytest.mark.parametrize(("typed", "shown"), [("+12025550142", "12025550142"), ("12025550142", "+1 202 555 0142")])
def test_a_number_read_back_with_or_without_its_plus_is_the_same(typed: str, shown: str) -> None:
    store = _sent(typed)
    store.dispatch(e.change_settled("12345", "1", None))
    store.dispatch(e.modes_came("12345", (HOME.model_copy(update={"number": shown}),), NOW))
    assert _form(store).confirmed


def test_saved_but_showing_another_number_is_said() -> None:
    store = _sent()
    store.dispatch(e.change_settled("12345", "1", None))
    store.dispatch(e.modes_came("12345", (HOME,), NOW))
    assert (where(_form(store)), _form(store).confirmed) == ("done", False)


def test_an_unknown_outcome_becomes_saved_when_reading_back_shows_the_number() -> None:
    store = _sent()
    store.dispatch(e.change_settled("12345", "1", e.failure("unknown-outcome")))
    assert _form(store).phase == "unknown"
    store.dispatch(e.modes_came("12345", (HOME.model_copy(update={"number": "2025550142"}),), NOW))
    assert _form(store).phase == "done"


def test_an_unknown_outcome_stays_unknown_when_the_old_number_is_shown() -> None:
    store = _sent()
    store.dispatch(e.change_settled("12345", "1", e.failure("unknown-outcome")))
    store.dispatch(e.modes_came("12345", (HOME,), NOW))
    form = _form(store)
    assert (where(form), form.read_back, form.draft) == ("unknown", True, "2025550142")


def test_reading_another_calls_numbers_reads_nothing_back() -> None:
    store = _sent()
    store.dispatch(e.change_settled("12345", "1", None))
    store.dispatch(e.modes_came("67890", (HOME,), NOW))
    assert (_form(store).read_back, _form(store).confirmed) == (False, None)


def test_a_late_done_is_worth_no_more_than_what_is_read_back() -> None:
    store = _sent()
    store.dispatch(e.change_settled("12345", "1", e.failure("unknown-outcome")))
    store.dispatch(e.modes_came("12345", (HOME,), NOW))
    asked = store.asked().count("GetCallBackModes")
    store.dispatch(e.change_settled("12345", "1", None, number="2025550142", late=True))
    assert _form(store).phase == "unknown"
    assert store.asked().count("GetCallBackModes") == asked + 1
    store.dispatch(e.modes_came("12345", (HOME.model_copy(update={"number": "2025550142"}),), NOW))
    assert _form(store).phase == "done"


def test_a_late_no_is_quoted() -> None:
    store = _sent()
    store.dispatch(e.change_settled("12345", "1", e.failure("unknown-outcome")))
    late = e.failure("refused", "Invalid Call ID.")
    store.dispatch(e.change_settled("12345", "1", late, number="2025550142", late=True))
    assert (where(_form(store)), _form(store).attempt.failure) == ("failed", late)
    assert "Invalid Call ID." in str(store.state.said)


def test_a_late_no_to_another_number_is_not_told_of_the_one_that_was_typed_since() -> None:
    store = _sent()
    store.dispatch(e.change_settled("12345", "1", e.failure("unknown-outcome")))
    late = e.failure("refused", "Invalid Call ID.")
    store.dispatch(e.change_settled("12345", "1", late, number="2025550199", late=True))
    assert _form(store).phase == "unknown"


def test_opening_a_form_again_does_not_wipe_what_was_typed() -> None:
    store = typed("2025")
    store.dispatch(e.change_opened("12345", "1"))
    assert _form(store).draft == "2025"


def test_drafts_of_two_modes_do_not_disturb_each_other() -> None:
    store = typed("2025")
    store.dispatch(e.change_opened("12345", "3"))
    store.dispatch(e.change_typed("12345", "3", "777"))
    store.dispatch(e.call_selected("67890"))
    assert (_form(store, "1").draft, _form(store, "3").draft) == ("2025", "777")


def test_a_form_can_not_be_closed_while_it_is_being_sent() -> None:
    store = _sent()
    store.dispatch(e.change_closed("12345", "1"))
    assert _form(store).phase == "sent"


def unconfirmed(store: Store) -> Store:
    store.dispatch(e.change_submitted("12345", "1"))
    store.dispatch(e.change_confirmed("12345", "1"))
    store.dispatch(e.change_settled("12345", "1", e.failure("unknown-outcome")))
    return store


def test_a_call_that_ends_after_an_unconfirmed_change_is_not_told_as_not_sent() -> None:
    store = unconfirmed(typed())
    store.dispatch(e.calls_came((OTHER,), NOW))
    form = form_of(store.state, FormKey("12345", "1"))
    assert form is not None
    assert (form.ended, where(form)) == (True, "unknown")
    assert "not sent" not in str(store.state.said)


def test_a_number_the_desktop_refused_before_its_call_ended_is_not_told_as_not_sent() -> None:
    store = _sent()
    store.dispatch(e.change_settled("12345", "1", e.failure("refused", "Invalid Call ID.")))
    store.dispatch(e.calls_came((OTHER,), NOW))
    assert "is not saved" in str(store.state.said)
    assert "not sent" not in str(store.state.said)


def test_keeping_the_other_numbers_after_an_unconfirmed_change_leaves_it_unconfirmed() -> None:
    store = typed()
    store.dispatch(e.delete_others_set("12345", "1", True))
    unconfirmed(store)
    store.dispatch(e.change_submitted("12345", "1"))
    store.dispatch(e.change_backed_out("12345", "1"))
    form = form_of(store.state, FormKey("12345", "1"))
    assert form is not None
    assert form.phase == "unknown"


@pytest.mark.parametrize(("number", "step"), [(None, "unknown"), ("2025550142", "done")])
def test_numbers_read_back_under_the_next_question_count(number: str | None, step: str) -> None:
    store = typed()
    store.dispatch(e.delete_others_set("12345", "1", True))
    unconfirmed(store)
    store.dispatch(e.change_submitted("12345", "1"))
    home = HOME.model_copy(update={"number": number})
    store.dispatch(e.modes_came("12345", (home,), NOW))
    store.dispatch(e.change_backed_out("12345", "1"))
    assert (where(_form(store)), _form(store).read_back) == (step, True)


def test_a_late_no_closes_the_question_whether_to_send_again() -> None:
    store = typed()
    store.dispatch(e.delete_others_set("12345", "1", True))
    unconfirmed(store)
    store.dispatch(e.change_submitted("12345", "1"))
    late = e.failure("refused", "Invalid Call ID.")
    store.dispatch(e.change_settled("12345", "1", late, number="2025550142", late=True))
    assert where(_form(store)) == "failed"


def test_deleting_others_that_was_asked_for_after_sending_is_not_told_as_saved() -> None:
    store = unconfirmed(typed())
    store.dispatch(e.delete_others_set("12345", "1", True))
    home = HOME.model_copy(update={"number": "2025550142"})
    store.dispatch(e.modes_came("12345", (home, MOBILE), NOW))
    store.dispatch(e.change_settled("12345", "1", None, number="2025550142", late=True))
    assert (where(_form(store)), _form(store).delete_others) == ("idle", True)


def test_a_question_backed_out_of_does_not_hide_what_the_change_before_it_deletes() -> None:
    store = typed()
    store.dispatch(e.delete_others_set("12345", "1", True))
    unconfirmed(store)
    store.dispatch(e.change_submitted("12345", "1"))
    store.dispatch(e.change_backed_out("12345", "1"))
    home = HOME.model_copy(update={"number": "2025550142"})
    for read, step in (((home, MOBILE, OFFICE), "unknown"), ((home,), "done")):
        store.dispatch(e.modes_came("12345", read, NOW))
        assert where(_form(store)) == step


def test_an_unconfirmed_change_is_not_saved_while_the_numbers_it_deletes_are_there() -> None:
    store = with_calls()
    store.dispatch(e.change_opened("12345", "3"))
    store.dispatch(e.change_typed("12345", "3", "6591462346"))  # the number it has: only the others are to go
    store.dispatch(e.delete_others_set("12345", "3", True))
    store.dispatch(e.change_submitted("12345", "3"))
    store.dispatch(e.change_confirmed("12345", "3"))
    store.dispatch(e.change_settled("12345", "3", e.failure("unknown-outcome")))
    for read, step in (((MOBILE, OFFICE), "unknown"), ((MOBILE,), "done")):
        store.dispatch(e.modes_came("12345", read, NOW))
        form = form_of(store.state, FormKey("12345", "3"))
        assert form is not None
        assert where(form) == step


E164 = HOME.model_copy(update={"number": "+16505550199"})


@pytest.mark.parametrize("failure", [None, "unknown-outcome"])
def test_a_number_that_the_desktop_stores_in_another_form_is_saved(failure: str | None) -> None:
    store = _sent("(650) 555-0199", default_region="US")
    store.dispatch(PhonesReady())
    store.dispatch(e.change_settled("12345", "1", e.failure(failure) if failure else None))
    store.dispatch(e.modes_came("12345", (E164,), NOW))
    assert (where(_form(store)), _form(store).confirmed) == ("done", True)


@pytest.mark.parametrize("failure", [None, "unknown-outcome"])
def test_what_only_the_metadata_can_tell_is_unknown_until_it_arrives_and_judged_then(failure: str | None) -> None:
    store = _sent("(650) 555-0199", default_region="US")
    store.dispatch(e.change_settled("12345", "1", e.failure(failure) if failure else None))
    store.dispatch(e.modes_came("12345", (E164,), NOW))
    assert (where(_form(store)), _form(store).confirmed) == ("unknown" if failure else "done", None)
    store.dispatch(PhonesReady())
    assert (where(_form(store)), _form(store).confirmed) == ("done", True)


@pytest.mark.parametrize(
    ("failure", "words"),
    [
        (None, "The desktop says saved. It shows +16505550199. Compare the two."),
        (
            "unknown-outcome",
            "We don't know if it was saved. The desktop shows +16505550199.",
        ),
    ],
)
def test_without_a_region_what_is_shown_is_said_and_nothing_is_claimed(failure: str | None, words: str) -> None:
    store = _sent("(650) 555-0199")
    store.dispatch(e.change_settled("12345", "1", e.failure(failure) if failure else None))
    store.dispatch(e.modes_came("12345", (E164,), NOW))
    assert words in page.read(render(store.state)["callback-modes"]).text()


def test_what_was_not_read_back_is_not_judged_when_the_metadata_arrives() -> None:
    store = _sent("(650) 555-0199", default_region="US")
    store.dispatch(e.modes_came("12345", (E164,), NOW))
    store.dispatch(e.change_settled("12345", "1", None))
    store.dispatch(PhonesReady())
    assert (_form(store).read_back, _form(store).confirmed) == (False, None)


def _deleting(*others: Mode) -> Store:
    store = typed("6505550199", default_region="US")
    store.dispatch(PhonesReady())
    store.dispatch(e.modes_came("12345", others, NOW))
    store.dispatch(e.delete_others_set("12345", "1", on=True))
    store.dispatch(e.change_submitted("12345", "1"))
    return store


OFFICE_HERE, OFFICE_ABROAD = (OFFICE.model_copy(update={"number": each}) for each in ("2025550122", "+1 202-555-0122"))


def test_a_loss_in_another_form_is_no_other_loss() -> None:
    store = _deleting(OFFICE_HERE)
    store.dispatch(e.modes_came("12345", (OFFICE_ABROAD,), NOW + 1))
    store.dispatch(e.change_confirmed("12345", "1"))
    assert _form(store).phase == "sent"


def test_an_unconfirmed_deletion_is_not_done_while_a_number_is_left_in_another_form() -> None:
    store = _deleting(OFFICE_HERE)
    store.dispatch(e.change_confirmed("12345", "1"))
    store.dispatch(e.change_settled("12345", "1", e.failure("unknown-outcome")))
    store.dispatch(e.modes_came("12345", (E164, OFFICE_ABROAD), NOW + 1))
    assert _form(store).phase == "unknown"
    store.dispatch(e.modes_came("12345", (E164,), NOW + 2))
    assert _form(store).phase == "done"


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        ("1" * 40, "40 digits are too many: Home takes at most 12."),
        ("2085550123.0", "This is not one phone number. Type its digits only; a space or dash may be between them."),
        (
            "555 0100 / 555 0101",
            "This is not one phone number. Type its digits only; a space or dash may be between them.",
        ),
    ],
)
def test_nothing_typed_is_cut_or_altered_to_fit(draft: str, words: str) -> None:
    store = _sent(draft)
    assert words in page.read(render(store.state)["callback-modes"]).text()
    assert (_form(store).draft, store.asked().count("SetNewModeNumber")) == (draft, 0)


@pytest.mark.parametrize(
    ("draft", "most"), [("011" + "4" * 16, 18), ("+" + "1" * 16, 15), ("1" * 16, 15), ("1" * 5000, 15)]
)
def test_a_number_longer_than_any_is_refused_where_the_campaign_sets_no_length(draft: str, most: int) -> None:
    store = _sent(draft, mode_id="3")
    form = _form(store, "3")
    assert form.complaint is not None
    assert texts_for("en")(form.complaint).endswith(f"digits are too many: a phone number has at most {most}.")


@pytest.mark.parametrize(
    "draft", ["\t" * 32 + "6505550199", "650\u200b5550199", "\uff16\uff15\uff10 555 0199", "650\u2011555\u20130199"]
)
def test_what_is_sent_is_the_number_in_ascii(draft: str) -> None:
    store = _sent(draft)
    data = [effect.data for effect in store.effects if isinstance(effect, Ask)]
    assert [one.contact_number for one in data if isinstance(one, NewModeNumber)] == ["6505550199"]


def _asked() -> Store:
    """The question before the others are deleted."""
    store = typed()
    store.dispatch(e.delete_others_set("12345", "1", on=True))
    store.dispatch(e.change_submitted("12345", "1"))
    return store


def test_the_answer_that_keeps_the_others_saves_the_number_and_unticks_the_box() -> None:
    store = _asked()
    store.dispatch(e.acted("change-keep", call="12345", modeId="1"))
    data = [effect.data for effect in store.effects if isinstance(effect, Ask)]
    (sent,) = [one for one in data if isinstance(one, NewModeNumber)]
    assert (sent.contact_number, sent.delete_other_modes) == ("2025550142", False)
    assert (_form(store).phase, _form(store).delete_others, _form(store).deleting) == ("sent", False, ())


def test_the_answer_back_leaves_the_box_ticked_as_it_was() -> None:
    store = _asked()
    store.dispatch(e.change_backed_out("12345", "1"))
    assert (where(_form(store)), _form(store).delete_others) == ("idle", True)


def test_without_the_question_the_answer_that_keeps_the_others_sends_nothing() -> None:
    store = typed()
    store.dispatch(e.acted("change-keep", call="12345", modeId="1"))
    assert "SetNewModeNumber" not in store.asked()


@pytest.mark.parametrize(("draft", "left"), [("", 0), ("  ", 0), ("2", 1)])
def test_esc_closes_a_form_unless_something_typed_would_be_lost(draft: str, left: int) -> None:
    store = typed(draft)
    store.dispatch(e.acted("change-close", call="12345", modeId="1", value="escape"))
    assert len(store.state.forms) == left


def test_esc_closes_a_form_whose_number_is_saved_but_not_one_that_is_being_saved() -> None:
    store = _sent()
    store.dispatch(e.acted("change-close", call="12345", modeId="1", value="escape"))
    assert _form(store).phase == "sent"
    store.dispatch(e.change_settled("12345", "1", None))
    store.dispatch(e.acted("change-close", call="12345", modeId="1", value="escape"))
    assert store.state.forms == ()


def test_a_saved_form_keeps_every_element_until_it_is_closed() -> None:
    store = typed()
    before = page.read(render(store.state)["callback-modes"]).one("form")
    store.dispatch(e.change_submitted("12345", "1"))
    store.dispatch(e.change_settled("12345", "1", None))
    after = page.read(render(store.state)["callback-modes"]).one("form")
    assert {one.attrs["id"] for one in before.all() if "id" in one.attrs} == {
        one.attrs["id"] for one in after.all() if "id" in one.attrs
    }
    assert (before.attrs["data-action"], after.attrs["data-action"]) == ("change-save", "change-close")
    assert after.one("button", type="submit").text() == "Close"
    assert "readonly" in after.one("input", type="tel").attrs
    assert "disabled" in after.one("input", type="checkbox").attrs
