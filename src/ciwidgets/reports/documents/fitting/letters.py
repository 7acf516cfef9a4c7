"""What the printed page's fonts can show, and what stands there for the rest.

A page on paper cannot ask the reader's machine for a letter its own fonts lack. So that nothing
disappears, a small picture (an emoji) is written by its name, ``[fire engine]``, and a letter of a
script that is not here is an empty square.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SQUARE = "□"
_FONT = "DejaVuSans"
_JOINER = "\u200d"
_FLAGS = "\U0001f1e6-\U0001f1ff"
_SKINS = "\U0001f3fb-\U0001f3ff"
# One sign as a person sees it: the two letters of a flag, or a sign with those joined to it.
_SIGN = re.compile(f"[{_FLAGS}]{{2}}|.[{_SKINS}]?(?:{_JOINER}.[{_SKINS}]?)*", re.DOTALL)
_SKIN = re.compile(f"[{_SKINS}{_JOINER}]")
_FLAG = re.compile(f"[{_FLAGS}]{{2}}")
_FIRST_FLAG = 0x1F1E6
# What only says how the sign before it is drawn, or turns the text around it.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180b-\u180f\u200e\u200f\u202a-\u202e\u2060-\u206f\u20e3\ufe00-\ufe0f"
    "\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_NEW_LINE = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_NO_LETTER = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Stands for a mark above or below a letter until all is written: no text has one by then.
_LOST_MARK = "\x00"
_HEAVY = re.compile("^(?:(?:black|white) )?heavy (?:(?:black|white) )?")
_PLAIN_NAMES = {"male sign": "man", "female sign": "woman"}
_BREAK = re.compile(r"(\S{6})(?=[\w□!-~])")
_FROM_THE_RIGHT = {"R", "AL"}
_STRONG = {"L", *_FROM_THE_RIGHT}


@cache
def font_folder() -> Path:
    """Return the folder of the fonts that come with matplotlib's wheel."""
    import matplotlib as mpl  # noqa: PLC0415  what it costs is paid when the first PDF is due

    return Path(mpl.get_data_path()) / "fonts" / "ttf"


@cache
def _held(*styles: str) -> frozenset[int]:
    from matplotlib.ft2font import FT2Font  # noqa: PLC0415  the same

    files = (font_folder() / f"{_FONT}{style}.ttf" for style in styles)
    return frozenset.intersection(*(frozenset(FT2Font(str(one)).get_charmap()) for one in files))


def _has(char: str) -> bool:
    return ord(char) in _held("", "-Bold") or char == "\n"


# So many letters any line of a picture has room for; no name in its brackets is as short as this.
_ROOM, _SHORTEST_NAME = 40, 4


def can_slant(text: str) -> bool:
    """Whether the fonts have a slanted form of every letter of a text that was made to fit."""
    slanted = _held("-Oblique", "-BoldOblique")
    return text.isascii() or all(ord(char) in slanted for char in text if char != "\n")


@dataclass(slots=True)
class Letters:
    """Makes texts fit to be printed, and remembers what it had to write otherwise."""

    named: bool = False
    squared: bool = False

    def fit(self, text: str) -> str:
        """Return a text in letters the fonts have, upright and bold; its lines stay lines."""
        if text.isascii() and text.isprintable():
            return text
        composed = unicodedata.normalize("NFC", _UNSEEN.sub("", clean(text)))
        if all(map(_has, composed)):
            return composed
        fitted = "".join(map(self._sign, _SIGN.findall(composed)))
        # The marks of a letter that is not here are in its square.
        return re.sub(f"(?<={SQUARE}){_LOST_MARK}+", "", fitted).replace(_LOST_MARK, SQUARE)

    def drawn(self, text: str) -> str:
        """Return the words of a picture, which have no room to grow: a square for a long name."""
        named = self.named
        fitted = self.fit(text)
        if len(fitted) <= max(len(text), _ROOM):
            return fitted
        self.named = named
        return re.sub(f"{_LOST_MARK}|{SQUARE}+", SQUARE, "".join(map(self._short, text)))

    def _short(self, char: str) -> str:
        if _UNSEEN.match(char) or _SKIN.match(char):
            return ""
        named = self.named
        fitted = self._letter(char)
        self.named = named
        return fitted if len(fitted) < _SHORTEST_NAME else self._square()

    def line(self, text: str) -> str:
        """Return a text on one line, in letters the fonts have."""
        return " ".join(self.fit(text).split())

    def _sign(self, sign: str) -> str:
        if _FLAG.fullmatch(sign):
            self.named = True
            return f"[flag {''.join(chr(ord(one) - _FIRST_FLAG + ord('A')) for one in sign)}]"
        seen = _SKIN.sub("", sign) or sign[0]
        if len(seen) > 1 and _is_picture(seen[0]):
            return self._named(seen)
        return "".join(map(self._letter, seen if _is_picture(seen[0]) else sign))

    def _letter(self, char: str) -> str:
        if _has(char):
            return char
        for same in (unicodedata.normalize("NFKC", char), unicodedata.normalize("NFD", char)):
            if all(map(_has, same)):
                return same
        category = unicodedata.category(char)
        if category[0] == "Z":
            return " "
        if category == "Cf":
            return ""
        if category[0] == "M":
            self.squared = True
            return _LOST_MARK
        return self._named(char) if _is_picture(char) else self._square()

    def _named(self, signs: str) -> str:
        names = [_name(sign) for sign in signs]
        if not all(names):
            return self._square()
        self.named = True
        return f"[{', '.join(names)}]"

    def _square(self) -> str:
        self.squared = True
        return SQUARE


def _is_picture(char: str) -> bool:
    return unicodedata.category(char)[0] == "S"


def _name(sign: str) -> str:
    if _SKIN.match(sign):
        return "skin tone"
    name = _HEAVY.sub("", unicodedata.name(sign, "").lower())
    return _PLAIN_NAMES.get(name, name)


def is_from_the_right(text: str) -> bool:
    """Whether a text runs from right to left, as its first letter says."""
    if text.isascii():
        return False
    ways = (unicodedata.bidirectional(char) for char in text)
    return next((way in _FROM_THE_RIGHT for way in ways if way in _STRONG), False)


def breakable(text: str, longest: int) -> str:
    """Return a text in which a word of more than so many letters may be broken.

    A blank of no width stands at each place; none before a mark, which belongs to its letter.
    """
    if len(text) <= longest:
        return text
    return re.sub(rf"\S{{{longest + 1},}}", lambda found: _BREAK.sub("\\1\u200b", found[0]), text)


def clean(text: str) -> str:
    """Return a text that any file can hold: no control characters, no halves of letters."""
    if text.isprintable():
        return text
    lines = _NEW_LINE.sub("\n", text).replace("\t", " ")
    return _NO_LETTER.sub("\ufffd", _CONTROL.sub("", lines))


def xml_text(text: str) -> str:
    """Return a text with U+FFFD for each character that XML cannot hold."""
    return text if text.isascii() and text.isprintable() else _NO_XML.sub("\ufffd", text)
