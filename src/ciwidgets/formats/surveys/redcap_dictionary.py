"""REDCap's data dictionary: what each field is called, what could be chosen, what may not leave."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from ciwidgets.errors import FileRefused
from ciwidgets.formats.surveys.people import key_of
from ciwidgets.formats.tabular import Table

_COLUMNS = {
    "name": ("variablefieldname", "fieldname"),
    "form": ("formname",),
    "kind": ("fieldtype",),
    "label": ("fieldlabel",),
    "choices": ("choicescalculationsorsliderlabels", "selectchoicesorcalculations"),
    "check": ("textvalidationtypeorshowslidernumber", "textvalidationtype"),
    "identifier": ("identifier",),
}
_TAG = re.compile(r"<[^<>]{0,500}>")
_TRUTHS = {"yesno": {"1": "Yes", "0": "No"}, "truefalse": {"1": "True", "0": "False"}}
_WHO = "the dictionary marks it as an identifier"
_WHEN = "a date can point to one person"


@dataclass(slots=True)
class Field:
    """One field of the project; ``choices`` are its codes with their words, in order."""

    label: str
    kind: str
    check: str = ""
    is_identifier: bool = False
    choices: dict[str, str] = field(default_factory=dict)

    @property
    def reason_to_drop(self) -> str:
        """Why no answer of this field may come through, or ``""``."""
        if self.is_identifier:
            return _WHO
        if self.check in ("email", "phone", "zipcode", "ssn", "mrn_10d", "mrn_generic"):
            return "it holds a number or an address that stands for one person"
        if self.check.startswith("date"):
            return _WHEN
        if self.kind == "file":
            return "it points to a file somebody sent"
        return "it shows words and asks nothing" if self.kind == "descriptive" else ""


def is_dictionary(table: Table) -> bool:
    """Tell whether a table is a data dictionary."""
    keys = {key_of(head) for head in table.header}
    return all(keys & set(_COLUMNS[one]) for one in ("name", "kind", "label"))


def fields(table: Table) -> dict[str, Field]:
    """Return the fields of a data dictionary by their name.

    Raises:
        FileRefused: the file is no data dictionary.
    """
    if not is_dictionary(table):
        raise FileRefused(
            "The file given as dictionary has no columns “Variable / Field Name”, “Field Type” and "
            "“Field Label”. Please download the Data Dictionary of the same REDCap project."
        )
    keys = [key_of(head) for head in table.header]
    place = {
        what: next((keys.index(one) for one in names if one in keys), None)
        for what, names in _COLUMNS.items()
    }

    def cell(row: list[str], what: str) -> str:
        index = place[what]
        return row[index] if index is not None else ""

    found = {}
    for row in table.rows[1:]:
        kind = cell(row, "kind").lower()
        has_choices = kind in ("radio", "dropdown", "checkbox")
        found[cell(row, "name")] = Field(
            label=_plain(cell(row, "label")),
            kind=kind,
            check=cell(row, "check").lower(),
            is_identifier=cell(row, "identifier").lower() == "y",
            choices=_choices(cell(row, "choices")) if has_choices else dict(_TRUTHS.get(kind, {})),
        )
    return found


def _choices(text: str) -> dict[str, str]:
    """Return "1, Yes | 2, No" as codes with their words; words may hold commas themselves."""
    found = {}
    for part in re.split(r"\s*\|\s*|\n", text):
        code, _, words = part.partition(",")
        if code.strip():
            found[code.strip()] = _plain(words) or code.strip()
    return found


def _plain(text: str) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", text)).split())
