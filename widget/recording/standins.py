"""Draws stand-ins: what is written in place of a name, a number or an id.

A stand-in says what kind of thing it stands for, and nothing more. A word or a text becomes one made-up word of fixed
length, in the direction in which it runs. Only a text that is much too long for a name becomes several words. A number
becomes a number. Its length says on which side it is of each limit of length that came, and of those that hold
everywhere. No digit is kept, no zero either.

The same text always gets the same stand-in, and no two texts get the same one. This holds however an identifier is
spelled (protocol.md §1.30), and however a phone number is written (§2.50).
"""

from __future__ import annotations

import re
import unicodedata
from hashlib import blake2b
from random import Random

from widget import phones
from widget.lcm import id_key
from widget.lcm.identifiers import PADDING
from widget.recording.words import NOTHING
from widget.state.numbers import only_digits, squeezed

_GUID = re.compile(r"[0-9a-fA-F]{8}(-?)(?:[0-9a-fA-F]{4}\1){3}[0-9a-fA-F]{12}")
_LATIN, _ARABIC = "bcdfghjkmnpqstvwxz", "ثخذضظغ"
"""Letters that make no name by chance: Latin without vowels and without those that stand for one."""
_WORD = 6
_KEPT_WHOLE = 200
"""A longer text is remembered by a digest, in characters."""
_TEXTS = ((40, 1), (200, 8))
"""A text up to so many characters becomes so many words. A longer one becomes 40."""
_LENGTHS = {1: 3, 5: 7, 8: 10, 13: 14, 16: 17, 19: 19}
"""From this number of digits on, a number is written with that many. 15 and 18 are the most that is ever dialled."""
_LONGEST_LIMIT = 30
_PHONE = range(7, 19)
_TAIL, _SUBSCRIBER = 4, 7
"""Two numbers with the same last four or seven digits may be the same number (protocol.md §2.50, §3.11)."""
_WINDOW = 5
_TRIES = 10
_LONGEST_NUMBER = 100
"""A longer text is no notation of a number."""
_MOST_LOOKED_UP = 200
"""So many phone numbers are looked up in the metadata. Those that come later are the same only when they have the same
digits."""


class StandIns:
    """The stand-ins of one recording. `random` draws them; `region` is that of its phone numbers."""

    def __init__(self, random: Random, region: str | None = None) -> None:
        self._random = random
        self._region = region
        self._words: dict[str, str] = {}
        self._numbers: dict[str, str] = {}
        self._tails: dict[str, str] = {}
        self._written: dict[str, str] = {}
        self._taken: set[str] = set()
        self._starts = dict(_LENGTHS)
        self.chars = 0
        """How many characters the texts have that stand-ins were drawn for."""

    def limit(self, start: int) -> None:
        """From now on, a number of `start` digits is told from a shorter one: a limit of length is there."""
        if 1 < start <= _LONGEST_LIMIT and start not in self._starts:
            self._starts[start] = self._length(start) if self._length(start) >= start else start

    def text(self, text: str, *, phone: bool = False) -> str:
        """The stand-in of a text: of a number for the notation of one, of a GUID for a GUID, else a word. `phone`: it
        is a phone number, which has one stand-in in all its forms. A text of blanks stays one, and so does a word for
        nothing."""
        bare = text.strip(PADDING)
        if not bare.strip() or bare in NOTHING:
            return bare if bare in NOTHING else text and " "
        before, after = " " * (text[0] in PADDING), " " * (text[-1] in PADDING)
        return before + self._of(bare, phone=phone) + after

    def _of(self, bare: str, *, phone: bool) -> str:
        if found := _GUID.search(bare):
            guid = id_key(found[0])
            if guid == id_key(bare):
                return bare[: found.start()] + self._guid(found[0], guid) + bare[found.end() :]
        dialled = squeezed(bare) if len(bare) <= _LONGEST_NUMBER else ""
        if only_digits(dialled):
            known = self._canonical(dialled) if phone else dialled
            return re.sub(r"[0-9]+", lambda run: self.digits(run[0]), known)
        return self.word(id_key(bare))

    def word(self, text: str) -> str:
        """The stand-in of a text that is no number."""
        key = text if len(text) <= _KEPT_WHOLE else blake2b(text.encode("utf-8", "surrogatepass")).hexdigest()
        if key not in self._words:
            self.chars += len(key)
            letters = _ARABIC if _runs_from_right(text) else _LATIN
            count = next((words for most, words in _TEXTS if len(text) <= most), 40)
            self._words[key] = " ".join(self._drawn(letters) for _ in range(count))
        return self._words[key]

    def digits(self, run: str) -> str:
        """The stand-in of a run of ASCII digits. It never begins with a zero."""
        known = self._numbers.get(run)
        if known is None:
            self.chars += len(run)
            known = self._numbers[run] = self._number(run)
            self._taken.add(known)
        return known

    def _canonical(self, dialled: str) -> str:
        """The digits in which a phone number came first. A number from abroad and from home is one number."""
        plus = "+" * dialled.startswith("+")
        number = dialled.removeprefix("+")
        if not number.isdecimal() or len(number) not in _PHONE:
            return dialled
        looked_up = len(self._written) < _MOST_LOOKED_UP
        e164 = (phones.e164(dialled, self._region) if looked_up else None) or dialled
        first = self._written.setdefault(e164.removeprefix("+"), number)
        return plus + first

    def _drawn(self, letters: str) -> str:
        tries = 0
        while True:
            word = self._letters(letters, _WORD + tries // _TRIES).capitalize()
            if word not in self._taken:
                self._taken.add(word)
                return word
            tries += 1

    def _letters(self, letters: str, count: int) -> str:
        """So many of these letters, from one draw: each draw asks the browser for random bytes."""
        drawn, word = self._random.randrange(len(letters) ** count), ""
        for _ in range(count):
            drawn, at = divmod(drawn, len(letters))
            word += letters[at]
        return word

    def _guid(self, written: str, key: str) -> str:
        """The stand-in of a GUID, written the same way. It is a GUID too, because its case must not count."""
        if key not in self._words:
            drawn_digits = iter(self._letters("0123456789abcdef", len(key)))
            self._words[key] = re.sub("[^-]", lambda _: next(drawn_digits), key)
            self._taken.add(self._words[key])
        drawn = self._words[key] if "-" in written else self._words[key].replace("-", "")
        return drawn.upper() if written == written.upper() else drawn

    def _number(self, run: str) -> str:
        """A new number. Numbers that end alike get stand-ins that end alike, since their ends are compared."""
        end = self._end(run)
        if len(run) == _SUBSCRIBER and end not in self._taken:
            return end
        length = self._length(len(run))
        tries = 0
        while True:
            more = max(length - len(end), 1) + tries // _TRIES
            drawn = self._any(more) + end
            if drawn not in self._taken and (tries > _TRIES or not _alike(run, drawn)):
                return drawn
            tries += 1

    def _end(self, run: str) -> str:
        if len(run) < _WINDOW:
            return ""
        end = self._tail(run[-_TAIL:], _TAIL)
        if len(run) >= _SUBSCRIBER:
            end = self._tail(run[-_SUBSCRIBER:], _SUBSCRIBER - _TAIL) + end
        return end

    def _tail(self, run: str, count: int) -> str:
        """The digits that stand for the first `count` of these. Two runs share them only when no others are left."""
        if run not in self._tails:
            for _ in range(_TRIES):
                drawn = self._any(count)
                name = f"{run[count:]} {drawn}"
                if drawn != run[:count] and name not in self._taken:
                    break
            self._taken.add(name)
            self._tails[run] = drawn
        return self._tails[run]

    def _length(self, length: int) -> int:
        """How many digits stand for so many: the usual number for it, unless a limit lies between the two."""
        start = max(start for start in self._starts if start <= length)
        until = min((later for later in self._starts if later > length), default=_LONGEST_LIMIT)
        usual = self._starts[start]
        return usual if usual < until else start

    def _any(self, count: int) -> str:
        """So many digits. The first is no zero, because a number in JSON has none in front."""
        return str(self._random.randrange(10 ** (count - 1), 10**count))


def _runs_from_right(text: str) -> bool:
    kinds = (unicodedata.bidirectional(char) for char in text)
    return next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L"


def _alike(run: str, drawn: str) -> bool:
    """Whether five digits of a number are in its stand-in too."""
    return run == drawn or any(run[at : at + _WINDOW] in drawn for at in range(len(run) - _WINDOW + 1))
