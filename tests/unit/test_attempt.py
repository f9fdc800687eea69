"""What is sent once: the table of what can become of it, every pair of phase and sign, and any order of signs."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit import events as e
from widget.client import Failure
from widget.state.attempt import NOT_SENT, TABLE, Attempt, Phase, Sign

REFUSED = e.failure("refused", said="no")
UNKNOWN = e.failure("unknown-outcome")
EXPECTED = """
                SEND    CONFIRMED   REFUSED   LOST      EDITED
    IDLE        SENT    .           .         .         IDLE
    SENT        .       DONE        FAILED    UNKNOWN   .
    DONE        .       .           .         .         IDLE
    FAILED      SENT    .           .         .         IDLE
    UNKNOWN     SENT    DONE        FAILED    .         IDLE
"""
"""The table once more: what the agent may rely on, so it is not the code's to change alone."""
ROWS = [line.split() for line in EXPECTED.strip().splitlines()]
PAIRS = [
    (Phase[row[0]], Sign[sign], None if entry == "." else Phase[entry])
    for row in ROWS[1:]
    for sign, entry in zip(ROWS[0], row[1:], strict=True)
]
PHASES, SIGNS = st.sampled_from(Phase), st.sampled_from(Sign)
ATTEMPTS = st.builds(Attempt, PHASES, st.sampled_from([None, REFUSED, UNKNOWN]), st.booleans())


def test_every_pair_of_phase_and_sign_is_told_of_here() -> None:
    assert [pair[:2] for pair in PAIRS] == list(itertools.product(Phase, Sign))


@pytest.mark.parametrize(("phase", "sign", "after"), PAIRS)
def test_each_sign_leads_where_the_table_says_and_ends_the_question(
    phase: Phase, sign: Sign, after: Phase | None
) -> None:
    before = Attempt(phase, UNKNOWN, confirming=True)
    if after is None:
        assert before.after(sign, REFUSED) is before
    else:
        assert before.after(sign, REFUSED) == Attempt(after, REFUSED, confirming=False)


@given(attempt=ATTEMPTS, sign=SIGNS)
def test_a_sign_that_is_not_in_the_table_changes_nothing(attempt: Attempt, sign: Sign) -> None:
    if (attempt.phase, sign) not in TABLE:
        assert attempt.after(sign, REFUSED) is attempt


@given(signs=st.lists(SIGNS, max_size=30))
def test_it_is_sent_by_the_agents_word_alone_and_never_from_what_is_under_way(signs: list[Sign]) -> None:
    attempt = NOT_SENT
    for sign in signs:
        before, attempt = attempt, attempt.after(sign)
        if attempt.phase is Phase.SENT and attempt is not before:
            assert sign is Sign.SEND
            assert before.phase is not Phase.SENT
        if before.phase is Phase.SENT and attempt is not before:
            assert sign in (Sign.CONFIRMED, Sign.REFUSED, Sign.LOST)


@given(signs=st.lists(SIGNS, max_size=30))
def test_what_is_done_was_sent_before(signs: list[Sign]) -> None:
    attempt, sent = NOT_SENT, False
    for sign in signs:
        attempt = attempt.after(sign)
        sent = sent or attempt.phase is Phase.SENT
        assert sent or attempt.phase is Phase.IDLE


@given(attempt=ATTEMPTS)
def test_it_can_be_sent_where_the_agents_word_would_send_it_and_nothing_is_asked(attempt: Attempt) -> None:
    assert attempt.can_be_sent is (attempt.after(Sign.SEND) is not attempt and not attempt.confirming)


@given(attempt=ATTEMPTS, confirming=st.booleans())
def test_asking_the_agent_says_nothing_of_what_became_of_it(attempt: Attempt, confirming: bool) -> None:
    assert attempt.asking(confirming) == Attempt(attempt.phase, attempt.failure, confirming)


@pytest.mark.parametrize(
    ("failure", "after"),
    [
        (None, Attempt(Phase.DONE)),
        (REFUSED, Attempt(Phase.FAILED, REFUSED)),
        (e.failure("link"), Attempt(Phase.FAILED, e.failure("link"))),
        (UNKNOWN, Attempt(Phase.UNKNOWN, UNKNOWN)),
    ],
)
def test_its_answer_says_that_it_was_done_or_not_or_that_nobody_knows(failure: Failure | None, after: Attempt) -> None:
    assert Attempt(Phase.SENT).ended(failure) == after


def test_a_late_answer_settles_what_was_unknown_and_nothing_else() -> None:
    unknown = Attempt(Phase.UNKNOWN, UNKNOWN)
    assert unknown.ended(None) == Attempt(Phase.DONE)
    assert unknown.ended(REFUSED) == Attempt(Phase.FAILED, REFUSED)
    assert unknown.ended(UNKNOWN) is unknown
    for phase in (Phase.IDLE, Phase.DONE, Phase.FAILED):
        settled = Attempt(phase)
        assert [settled.ended(how) for how in (None, REFUSED, UNKNOWN)] == [settled] * 3
