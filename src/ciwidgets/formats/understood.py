"""What becomes of a file's columns while they are understood one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from ciwidgets.formats import privacy
from ciwidgets.formats.reading import Asked, Dropped
from ciwidgets.model import Question

LONGEST_TEXT = 2000  # the limit of model.text.Text
_SHORT = 80
_LISTED = 8

Value = str | float | list[str]
QuestionType = Literal["scale", "single", "multiple", "number", "text"]


@dataclass(slots=True)
class Understood:
    """What became of the columns: questions, each person's answers, and what is to be said."""

    people: int
    questions: list[Question] = field(default_factory=list)
    answers: list[dict[str, Value]] = field(default_factory=list)
    scales: dict[str, str] = field(default_factory=dict)
    dropped: list[Dropped] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    cut: int = 0
    masked: int = 0
    worded: list[str] = field(default_factory=list)

    def text(self, text: str) -> str:
        """Return a text within the limit, without addresses and phone numbers; both are counted."""
        text, masked = privacy.mask(text)
        self.masked += masked
        if len(text) > LONGEST_TEXT:
            self.cut += 1
            text = text[: LONGEST_TEXT - 1].rstrip() + "…"
        return text

    def add(
        self,
        asked: Asked,
        kind: QuestionType,
        options: Sequence[str] = (),
        off_scale: Sequence[str] = (),
    ) -> None:
        """Add a question whose answers are in place."""
        self.questions.append(
            Question(
                id=asked.name,
                text=self.text(asked.text),
                type=kind,
                options=list(dict.fromkeys(options)),
                off_scale=list(off_scale),
            )
        )

    def drop(self, what: str, why: str) -> None:
        """Note what was left out and why."""
        self.dropped.append(Dropped(what, why))

    def say_what_happened(self) -> None:
        """Say what was cut, masked and kept in people's own words."""
        if self.cut:
            self.warnings.append(
                f"{self.cut} texts were longer than {LONGEST_TEXT:,} characters; they were cut "
                "there and end in …"
            )
        if self.masked:
            self.drop(
                f"{self.masked} e-mail addresses or phone numbers inside of answers",
                "they point to a person; the rest of each answer was kept",
            )
        if self.worded:
            self.warnings.append(
                f"People's own words stand in {listed(self.worded)}. They may name someone: please "
                "read them before you show them."
            )


def short(text: str) -> str:
    """Return a text in quotation marks, cut for a sentence about it."""
    text = " ".join(text.split())
    return f"“{text if len(text) <= _SHORT else text[: _SHORT - 1].rstrip() + '…'}”"


def listed(items: Sequence[str]) -> str:
    """Return the first of several things as words in a row."""
    shown = [*items[:_LISTED], *([f"{len(items) - _LISTED} more"] if len(items) > _LISTED else [])]
    return ", ".join(shown)
