"""What stands below a CDC WONDER table: the data set, the query that made it, and its caveats."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from ciwidgets.formats.decoding import clean_cell

_MOST_LINES = 1_000
_LONGEST = 2_000  # the limit of model.text.Text
_MOST_NOTES = 60
_TAGS = re.compile(r"</?(?:br|b|i|u|p|a|em|strong|sup|sub|font|span|li|ul)\b[^<>]*>", re.IGNORECASE)
_NUMBERED = re.compile(r"\d{1,2}\. ")
_NAMED = re.compile(r"[A-Z][\w /,&().-]{0,60}?: ")
_YEARS = re.compile(r"(?:MMWR )?Years?(?:/Month|/Week)?(?: of \w+)?", re.IGNORECASE)
_PLACES = re.compile(
    r"(?:[\w-]+ ){0,2}(?:States?|Count(?:y|ies)|Regions?|Divisions?)", re.IGNORECASE
)
# A copy that pandas saved has row numbers in front.
_ROW_NUMBER = re.compile(r'^\d+[,;\t](?=["A-Z-])')


@dataclass(slots=True)
class Footer:
    """The words below a table; all empty where a file was cut off above them."""

    dataset: str = ""
    asked_on: str = ""
    parameters: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unread: int = 0

    def parameter(self, name: str | re.Pattern[str]) -> str:
        """Return what a parameter of the query was set to, empty where it was not."""
        for one in self.parameters:
            before, _, after = one.partition(": ")
            if before == name if isinstance(name, str) else name.fullmatch(before):
                return after
        return ""

    @property
    def years(self) -> str:
        """The years that were asked for, as the query names them: "2006; 2007"."""
        return self.parameter(_YEARS)

    @property
    def places(self) -> str:
        """The places the query was limited to."""
        return self.parameter(_PLACES)

    @property
    def per(self) -> int:
        """How many persons rates are given for."""
        digits = self.parameter("Calculate Rates Per").replace(",", "")
        return int(digits) if re.fullmatch(r"[1-9]\d{0,6}", digits) else 100_000


def read_footer(lines: Iterable[str], delimiter: str) -> Footer:
    """Return the footer, from its first lines on; wrapped lines are put together again."""
    footer = Footer()
    block = ""
    for number, line in enumerate(lines):
        words = _bare(line, delimiter)
        if number >= _MOST_LINES:
            footer.unread += bool(words)
        elif set(words) <= {"-"}:
            block = ""
        elif words.startswith("Dataset:"):
            footer.dataset = words.partition(":")[2].strip()
            block = "dataset"
        elif words.startswith("Query Date:"):
            footer.asked_on = words.partition(":")[2].strip()[:80]
            block = "date"
        elif words.rstrip(":") in ("Query Parameters", "Messages", "Footnotes", "Caveats"):
            block = words.rstrip(":")
        else:
            _continued(footer, block, words)
    footer.unread += max(0, len(footer.notes) - _MOST_NOTES)
    footer.unread += max(0, len(footer.parameters) - _MOST_NOTES)
    footer.notes = [_cut(one) for one in footer.notes[:_MOST_NOTES]]
    footer.parameters = [_cut(one) for one in footer.parameters[:_MOST_NOTES]]
    footer.dataset = _cut(footer.dataset)
    return footer


def _continued(footer: Footer, block: str, words: str) -> None:
    if block == "Query Parameters":
        _put(footer.parameters, words, starts=bool(_NAMED.match(words)))
    elif block in ("Messages", "Footnotes", "Caveats"):
        _put(footer.notes, words, starts=bool(_NUMBERED.match(words)))
    elif block == "dataset":
        footer.dataset += f" {words}"
    elif words.startswith(("Suggested Citation:", "Help:")):
        return


def _put(into: list[str], words: str, *, starts: bool) -> None:
    if starts or not into:
        into.append(_NUMBERED.sub("", words, count=1) if _NUMBERED.match(words) else words)
    elif len(into[-1]) < _LONGEST * 2:
        into[-1] += f" {words}"


def _bare(line: str, delimiter: str) -> str:
    line = _ROW_NUMBER.sub("", line.strip().rstrip(f"{delimiter}\t "))
    if len(line) > 1 and line[0] == line[-1] == '"':
        line = line[1:-1].replace('""', '"')
    return " ".join(clean_cell(_TAGS.sub(" ", line))[0].split())


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
