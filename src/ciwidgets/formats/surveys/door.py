"""The door for survey files: which format it is, what was understood, and what the store gets.

A further format is one module with a ``Reader``, named in ``READERS``. The first that recognises a
file reads it, so the more telling heads stand first.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import Any

from ciwidgets.errors import FileRefused
from ciwidgets.formats.amounts import amount
from ciwidgets.formats.decoding import check_bytes, clean_cell, read_bytes
from ciwidgets.formats.reading import Dropped, Reader
from ciwidgets.formats.surveys import (
    google_forms,
    kobo,
    lime_survey,
    microsoft_forms,
    plain_survey,
    polis,
    qualtrics,
    redcap,
    survey_monkey,
)
from ciwidgets.formats.surveys.companions import NamedBytes, add_beside, files_beside, in_folder
from ciwidgets.formats.surveys.mapping import counted_as, match_statements
from ciwidgets.formats.surveys.questions import understand
from ciwidgets.formats.tabular import Table, read_table
from ciwidgets.formats.understood import LONGEST_TEXT, Understood, Value
from ciwidgets.model import (
    Draft,
    ImportedAnswers,
    ImportedSurvey,
    Question,
    Scale,
    Survey,
    record_id_for,
)

READERS: tuple[Reader, ...] = (
    survey_monkey.READER,
    qualtrics.READER,
    google_forms.READER,
    polis.READER,
    kobo.READER,
    redcap.READER,
    lime_survey.READER,
    microsoft_forms.READER,
    plain_survey.READER,
)


@dataclass(frozen=True)
class SurveyFile:
    """A survey file as it was understood: the survey, and each person's answers by question id.

    A question that is missing from a person's answers was not answered or not asked.
    """

    survey: ImportedSurvey
    answers: list[dict[str, Value]]
    scales: Mapping[str, str] = field(default_factory=dict)
    dropped: tuple[Dropped, ...] = ()
    warnings: tuple[str, ...] = ()

    def summary(self) -> dict[str, Any]:
        """Return what was understood, ready for JSON; free words are counted, never shown."""
        return {
            "format": self.survey.format,
            "title": self.survey.title,
            "people": self.survey.people,
            "questions": [self._question(one) for one in self.survey.questions],
            "scale": dict(self.scales),
            "mapping": {
                question: {"survey": one.survey, "statement": one.statement}
                for question, one in self.survey.mapping.items()
            },
            "dropped": [{"what": one.what, "why": one.why} for one in self.dropped],
            "warnings": list(self.warnings),
        }

    def match(self, survey: Survey) -> dict[str, str]:
        """Offer which question is which statement of a survey, by their words: ids to ids.

        It is an offer: a person looks at it before ``with_mapping`` makes it count.
        """
        return match_statements(self.survey.questions, survey)

    def with_mapping(self, survey: Survey, scale: Scale, mapping: Mapping[str, str]) -> SurveyFile:
        """Return this file with questions that count as statements of a survey.

        A question whose steps are not those of the survey's scale stays uncounted, with a warning.
        """
        counted, doubts = counted_as(self.survey.questions, survey, scale, mapping)
        body = self.survey.model_copy(update={"mapping": {**counted, **self.survey.mapping}})
        return replace(self, survey=body, warnings=(*self.warnings, *doubts))

    def _question(self, question: Question) -> dict[str, Any]:
        given = [person[question.id] for person in self.answers if question.id in person]
        said: dict[str, Any] = {
            "id": question.id,
            "text": question.text,
            "type": question.type,
            "options": list(question.options),
            "answered": len(given),
        }
        if question.type in ("scale", "single", "multiple"):
            counts: Counter[str] = Counter()
            for value in given:
                counts.update(value if isinstance(value, list) else [str(value)])
            known = [*question.options, *question.off_scale]
            said["counts"] = {option: counts[option] for option in known}
            # What one person wrote under "other" is counted, never quoted.
            said["other"] = sum(counts.values()) - sum(said["counts"].values())
        return said

    def text(self) -> str:
        """Return the summary as lines for a person to read before anything is written."""
        survey = self.survey
        people = amount(survey.people, "person", "people")
        lines = [f"{survey.title}: {people}, read as {survey.format}", ""]
        for question in (self._question(one) for one in survey.questions):
            scale = self.scales.get(question["id"], "")
            kind = f"{question['type']}{f' ({scale})' if scale else ''}"
            lines.append(f"{question['id']}  {question['text']}")
            lines.append(f"    {kind}, answered by {question['answered']}")
            if question["id"] in survey.mapping:
                lines.append(f"    counts as: {survey.mapping[question['id']].statement}")
            lines += [f"    {n:5}  {option}" for option, n in question.get("counts", {}).items()]
            if question.get("other"):
                lines.append(f"    {question['other']:5}  (other answers)")
        if self.dropped:
            lines += ["", "Left out:", *(f"  {one}" for one in self.dropped)]
        if self.warnings:
            lines += ["", "Please note:", *(f"  {one}" for one in self.warnings)]
        return "\n".join(lines)


def read_survey(
    path: str | Path,
    *,
    title: str = "",
    format: str = "",  # noqa: A002 the word people type
    dictionary: str | Path | None = None,
    comments: str | Path | None = None,
    sheet: str = "",
    scales: Sequence[Scale] = (),
) -> SurveyFile:
    """Return what a survey file holds.

    ``format`` names the format when the file does not show it (one of ``READERS``); ``title`` is
    the survey's name, else the file's. ``dictionary`` is REDCap's, ``comments`` is Polis';
    ``sheet`` names the sheet of a workbook, else the fullest is read. ``scales`` are a program's
    own, as for ``read_survey_bytes``.

    Raises:
        FileRefused: the file cannot be read as a survey; the text says where and what to do.
    """
    path = in_folder(Path(path))
    data = read_bytes(path)
    named = {
        "dictionary": Path(dictionary) if dictionary else None,
        "comments": Path(comments) if comments else None,
        "summary": None,
    }
    return read_survey_bytes(
        data,
        path.name,
        title=title,
        format=format,
        beside=files_beside(path, named),
        sheet=sheet,
        scales=scales,
    )


def read_survey_bytes(
    data: bytes,
    name: str,
    *,
    title: str = "",
    format: str = "",  # noqa: A002 the word people type
    beside: Mapping[str, NamedBytes] = MappingProxyType({}),
    sheet: str = "",
    scales: Sequence[Scale] = (),
) -> SurveyFile:
    """Return what a survey file holds that is at hand already, by its bytes and its name.

    ``beside`` are second files by what they are (``companions.SECOND_FILES``), as name and bytes;
    ``scales`` are a program's own, known here though their words may be nobody else's.

    Raises:
        FileRefused: the file cannot be read as a survey; the text says where and what to do.
    """
    check_bytes(data, name)
    reader = _named(format) if format else None
    table = read_table(data, name, sheet)
    data += add_beside(table, beside)
    _refuse_without_answers(table, name)
    reader = reader or _recognised(table, name)
    done = _understood(reader, table, name, [one.labels for one in scales])
    survey = ImportedSurvey(
        title=clean_cell(title or PurePath(name).stem)[0][:LONGEST_TEXT],
        format=reader.name,
        file_sha256=hashlib.sha256(data).hexdigest(),
        people=done.people,
        questions=done.questions,
        dropped=[str(one)[:LONGEST_TEXT] for one in done.dropped],
    )
    return SurveyFile(
        survey, done.answers, done.scales, tuple(done.dropped), (*table.warnings, *done.warnings)
    )


def drafts(survey_file: SurveyFile, *, team_id: str, occasion: str) -> list[Draft]:
    """Return the survey and each person's answers as one batch for the store.

    All ids come from the file's content, the team, the occasion and the row: bringing the same file
    again makes the same drafts, which the store already has. An author's id says nothing of the
    person, and is another one for another team or occasion.
    """
    survey = survey_file.survey
    key = (survey.file_sha256, team_id, occasion)
    survey_id = record_id_for("imported_survey", *key)
    request_id = record_id_for("import", *key)
    batch = [Draft(survey_id, survey, request_id, team_id, "", occasion)]
    for row, answers in enumerate(survey_file.answers, start=1):
        batch.append(
            Draft(
                record_id=record_id_for("imported_answers", *key, str(row)),
                body=ImportedAnswers(survey_id=survey_id, answers=dict(answers)),
                request_id=request_id,
                team_id=team_id,
                author_id=record_id_for("imported_person", *key, str(row)),
                occasion=occasion,
                ordinal=row,
            )
        )
    return batch


def _understood(
    reader: Reader, table: Table, name: str, own: Sequence[Sequence[str]]
) -> Understood:
    reading = reader.read(table)
    if not reading.people:
        left_out = "; ".join(str(one) for one in reading.dropped if one.what[:1].isdigit())
        raise FileRefused(
            f"{name} has headings but no answers{f' ({left_out})' if left_out else ''}. Please "
            "export it again once people have answered."
        )
    done = understand(reading, own)
    if not done.questions:
        raise FileRefused(
            f"{name} holds no question that could be kept; left out were: "
            f"{'; '.join(map(str, done.dropped[:10]))}. Please check that this is the right file."
        )
    if table.blank_rows:
        done.drop(f"{table.blank_rows} rows", "they are blank")
    return done


def _named(name: str) -> Reader:
    for reader in READERS:
        if reader.name == name.strip().lower().replace("-", "_").replace(" ", "_"):
            return reader
    raise FileRefused(
        f"There is no survey format {name!r}. Please use one of "
        f"{', '.join(reader.name for reader in READERS)}, or leave it out."
    )


def _refuse_without_answers(table: Table, name: str) -> None:
    for reader in READERS:
        said = reader.holds_no_answers(table)
        if said:
            raise FileRefused(f"{name} {said}")


def _recognised(table: Table, name: str) -> Reader:
    for reader in READERS:
        if reader.recognises(table):
            return reader
    heads = ", ".join(f"“{cell[:30]}”" for cell in table.header[:4])
    looked = "; ".join(reader.looks_for for reader in READERS)
    raise FileRefused(
        f"{name} is not a survey export known here: its first line begins with {heads}. Looked "
        f"for: {looked}. Please bring the survey's own export with its first lines as they came. "
        "If it is a plain table with one row for each person, say so with the format “plain”."
    )
