"""What a person may type: any language and any emoji, within a length, and all of it printable."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, Final

from pydantic import AfterValidator, Field, StringConstraints

# On Windows these name a device and no file, in whatever case, and with any ending.
DEVICE_NAME: Final = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)$", re.IGNORECASE)
_KEPT_CONTROLS = "\n\t"


def clean_text(text: str) -> str:
    """Return the text in Unicode form NFC without outer blanks.

    Raises:
        ValueError: for control characters and lone surrogates, which no report can print.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    for char in text:
        category = unicodedata.category(char)
        if category == "Cs" or (category == "Cc" and char not in _KEPT_CONTROLS):
            raise ValueError("the text holds a character that cannot be printed; please remove it")
    return text


# Identifiers are written by staff and go into file names and URLs: plain and short on purpose.
Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$", strict=True)]
RecordId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_:./-]{1,120}$", strict=True)]
StepId = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9_]{1,40}/[a-z0-9-]{1,60}$", strict=True)
]
Name = Annotated[str, Field(max_length=80, strict=True), AfterValidator(clean_text)]
ShortText = Annotated[str, Field(max_length=280, strict=True), AfterValidator(clean_text)]
Text = Annotated[str, Field(max_length=2000, strict=True), AfterValidator(clean_text)]


def filled(text: str) -> str:
    """Refuse a text that is empty once cleaned."""
    if not text:
        raise ValueError("the text is empty; please write something first")
    return text


FilledShortText = Annotated[ShortText, AfterValidator(filled)]
FilledName = Annotated[Name, AfterValidator(filled)]
FilledText = Annotated[Text, AfterValidator(filled)]
