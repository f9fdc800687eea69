"""Faults: what they do, that the same seed gives the same faults, and what is said of a bad text."""

import pytest

from widget.lcm import Malformed, read
from widget.mock import Delivery, Faults, FaultsError
from widget.mock.samples import STATE_SYNC_REPLY

POSTED = [Delivery(STATE_SYNC_REPLY)]


def test_no_faults_change_nothing() -> None:
    assert Faults.parse("").apply(POSTED) == POSTED
    assert Faults.parse("drop:0,late:0").apply(POSTED) == POSTED


def test_drop_drops() -> None:
    assert Faults.parse("drop:1").apply(POSTED * 5) == []


def test_duplicate_delivers_the_same_text_twice() -> None:
    first, copy = Faults.parse("duplicate:1").apply(POSTED)
    assert first.text == copy.text
    assert copy.delay > first.delay


@pytest.mark.parametrize(
    ("text", "seconds"), [("delay:1", 1.0), ("late:1", 15.0), ("reorder:1", 0.5), ("late:1:30", 30.0)]
)
def test_what_comes_later_comes_so_much_later(text: str, seconds: float) -> None:
    (delivery,) = Faults.parse(text).apply(POSTED)
    assert delivery == Delivery(STATE_SYNC_REPLY, seconds)


def test_corrupt_makes_a_text_that_cannot_be_read_as_it_was() -> None:
    corrupted = [Faults.parse("corrupt:1", seed).apply(POSTED)[0].text for seed in range(60)]
    read_back = [read(text) for text in corrupted]
    assert len(set(corrupted)) > 10
    assert all(message is None or isinstance(message, Malformed) for message in read_back)


def test_a_fault_happens_about_as_often_as_its_chance_says() -> None:
    left = Faults.parse("drop:0.25", seed=1).apply(POSTED * 2000)
    assert 1400 < len(left) < 1600


def test_the_same_seed_does_the_same_and_another_does_not() -> None:
    text = "drop:0.3,duplicate:0.3,delay:0.3,corrupt:0.3"
    runs = [Faults.parse(text, seed).apply(POSTED * 50) for seed in (7, 7, 8)]
    assert runs[0] == runs[1] != runs[2]


def test_jitter_lets_messages_overtake_each_other() -> None:
    delays = [delivery.delay for delivery in Faults.parse("jitter:1:0.4").apply(POSTED * 50)]
    assert all(0 <= delay <= 0.4 for delay in delays)
    assert delays != sorted(delays)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("drop:0.1,explode:1", "part 2: there is no such fault; there are drop, delay"),
        (",,explode", "part 3: there is no such fault"),
        ("drop", "part 1: wanted drop:chance, as in drop:0.1"),
        ("drop:0.1:5", "part 1: wanted drop:chance, as in"),
        ("late:0.1:5:6", "part 1: wanted late:chance or late:chance:seconds"),
        ("drop:often", "part 1: the chance must be a number from 0 to 1"),
        ("drop:1.5", "part 1: the chance must be"),
        ("drop:nan", "part 1: the chance must be"),
        ("late:0.5:-1", "part 1: the seconds must be a number from 0 to 3600"),
    ],
)
def test_a_bad_text_is_refused_with_the_place_of_the_bad_part(text: str, says: str) -> None:
    with pytest.raises(FaultsError) as raised:
        Faults.parse(text)
    assert str(raised.value).startswith(says)


def test_spaces_and_empty_parts_are_forgiven() -> None:
    assert Faults.parse(" drop : 0.5 , ") == Faults.parse("drop:0.5")
