"""The kinds of files a page can bring: how each is read, shown before it counts, and kept."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from ciwidgets.errors import NotAllowed
from ciwidgets.model import (
    Body,
    Draft,
    Entry,
    ImportedIndicators,
    ImportedSurvey,
    Program,
    Survey,
)
from ciwidgets.results.imported import Imports
from ciwidgets.visit.file_preview import (
    MOST_PLACES,
    as_title,
    indicator_preview,
    notes,
    places_preview,
    survey_preview,
)
from ciwidgets.words.refusals import Refusal, refusal

if TYPE_CHECKING:
    from ciwidgets.formats import IndicatorFile, SurveyFile
    from ciwidgets.results.naming.team_record import TeamRecord
    from ciwidgets.visit.messages import KeepFile, ReadFile
    from ciwidgets.visit.upload import Upload

# Every page of the team reads all of them when somebody joins.
MOST_PEOPLE = 2_000
_CHANGED = refusal("program_changed")

F = TypeVar("F")


@dataclass(frozen=True, slots=True)
class Asker:
    """For whom a file is read: whose record, at which occasion."""

    record: TeamRecord
    program: Program
    team_id: str
    occasion: str


class FileKind(ABC, Generic[F]):
    """How files of one kind are read, shown and kept."""

    name: str
    body: type[Body]

    @abstractmethod
    def read(self, files: Mapping[str, Upload], asked: ReadFile, asker: Asker) -> F | None:
        """Read a file that has arrived; None where it must be said first what to keep of it.

        Raises:
            FileRefused: it cannot be read as such.
        """

    @abstractmethod
    def preview(self, file: F | None, asker: Asker, before: Entry[Any] | None) -> dict[str, Any]:
        """Return the ``preview`` trait."""

    @abstractmethod
    def drafts(self, file: F, asker: Asker, asked: KeepFile) -> list[Draft]:
        """Return what is to be kept, what stands for the whole file first."""

    @abstractmethod
    def before(self, file: F, asker: Asker) -> Entry[Any] | None:
        """Return what a file was kept as before, taken off again or not."""

    @abstractmethod
    def listed(self, record: TeamRecord, team_id: str) -> dict[str, dict[str, Any]]:
        """Return what is said of each file that is here, by the record that stands for it."""

    def whole(self, entry: Entry[Any], record: TeamRecord) -> list[Entry[Any]]:
        """Return all records of the file that one record stands for, itself first."""
        del record
        return [entry]

    def title(self, entry: Entry[Any], record: TeamRecord) -> str:
        """Return what the file is called that one record stands for."""
        del record
        return str(entry.body.title)

    def again(
        self, batch: list[Draft], before: Entry[Any], record: TeamRecord
    ) -> list[tuple[Draft, Entry[Any]]]:
        """Return what may change where a file is brought again, each with what is here of it."""
        del record
        return [(batch[0], before)]

    def _first(self, asker: Asker, is_it: Callable[[Entry[Any]], bool]) -> Entry[Any] | None:
        every = asker.record.current(self.body, team_id=asker.team_id, with_retracted=True)
        return min(filter(is_it, every), key=lambda one: one.retracted, default=None)


class SurveyFiles(FileKind["SurveyFile"]):
    """Surveys that were answered somewhere else; their questions may count as statements."""

    name = "survey"
    body = ImportedSurvey

    def __init__(self, survey_id: str) -> None:
        """``survey_id`` is the program's survey that questions may count for, or empty."""
        self.survey_id = survey_id
        self._imports = Imports()

    def read(self, files: Mapping[str, Upload], asked: ReadFile, asker: Asker) -> SurveyFile:
        """Read the answers, with the second file where there is one."""
        from ciwidgets.formats import read_survey_bytes  # noqa: PLC0415 openpyxl is slow to load

        file = files["file"]
        beside = {role: (one.name, one.data()) for role, one in files.items() if role != "file"}
        found = read_survey_bytes(
            file.data(),
            file.name,
            format=asked.format,
            beside=beside,
            scales=asker.program.scales,
        )
        if found.survey.people > MOST_PEOPLE:
            raise NotAllowed(
                refusal(
                    "too_many_answers_in_file",
                    name=file.name,
                    people=f"{found.survey.people:,}",
                    most=f"{MOST_PEOPLE:,}",
                )
            )
        return found

    def preview(
        self, file: SurveyFile | None, asker: Asker, before: Entry[Any] | None
    ) -> dict[str, Any]:
        """Return what was understood, with the statement each question may count as."""
        assert file is not None
        survey = asker.program.survey(self.survey_id)
        offered = file.match(survey) if survey else {}
        if before is not None:
            offered = {
                question: one.statement
                for question, one in before.body.mapping.items()
                if one.survey == self.survey_id
            }
        scale = asker.program.scale(survey.scale) if survey else None
        return {
            "title": before.body.title if before else as_title(file.survey.title),
            "format": file.survey.format,
            **notes(file),
            "survey": survey_preview(file, survey, scale, offered),
            "indicators": {},
            "maps": {},
        }

    def drafts(self, file: SurveyFile, asker: Asker, asked: KeepFile) -> list[Draft]:
        """Return the survey, under its title and with its mapping, and each person's answers."""
        from ciwidgets.formats import survey_drafts  # noqa: PLC0415 openpyxl is slow to load

        counted = self._counted(file, asker.program, asked.mapping)
        titled = counted.survey.model_copy(update={"title": asked.title})
        return survey_drafts(
            replace(counted, survey=titled), team_id=asker.team_id, occasion=asker.occasion
        )

    def before(self, file: SurveyFile, asker: Asker) -> Entry[Any] | None:
        """One file's bytes are one survey, at whatever occasion it was brought."""
        sha256 = file.survey.file_sha256
        return self._first(asker, lambda one: one.body.file_sha256 == sha256)

    def listed(self, record: TeamRecord, team_id: str) -> dict[str, dict[str, Any]]:
        """Return people, statements counted, and the file it is too like to be shown beside."""
        return {
            one.entry.record_id: {
                "people": one.survey.people,
                "rows": 0,
                "counts_as": sum(
                    each.survey == self.survey_id for each in one.survey.mapping.values()
                ),
                "withheld": next(iter(one.withheld.values()), ""),
            }
            for one in self._imports.of(record, team_id)
        }

    def _counted(
        self, file: SurveyFile, program: Program, mapping: Mapping[str, str]
    ) -> SurveyFile:
        survey = program.survey(self.survey_id)
        if not mapping:
            return file
        questions = {one.id for one in file.survey.questions}
        if survey is None or not (
            set(mapping) <= questions
            and set(mapping.values()) <= {one.id for one in survey.statements}
        ):
            raise NotAllowed(_CHANGED)
        if len(set(mapping.values())) < len(mapping):
            raise NotAllowed(_twice(survey, mapping))
        counted = file.with_mapping(survey, program.scale(survey.scale), mapping)
        if len(counted.warnings) > len(file.warnings):
            raise NotAllowed(refusal("file_refused", why=counted.warnings[-1]))
        return counted


class IndicatorFiles(FileKind["IndicatorFile"]):
    """Local numbers that were published somewhere else."""

    name = "indicators"
    body = ImportedIndicators

    def __init__(self) -> None:
        """Nothing is known of the file's places before it is read."""
        self._places: list[str] = []
        self._chosen: list[str] = []

    def read(
        self, files: Mapping[str, Upload], asked: ReadFile, asker: Asker
    ) -> IndicatorFile | None:
        """Read the numbers of the chosen places, or all where they are not too many."""
        from ciwidgets.formats import (  # noqa: PLC0415 not before a file is here
            TooManyRows,
            indicator_places,
            read_indicators,
        )

        del asker
        file = files["file"]
        self._chosen = list(dict.fromkeys(one for one in asked.places if one))
        self._places = indicator_places(file.data(), name=file.name)
        try:
            return read_indicators(file.data(), places=self._chosen, name=file.name)
        except TooManyRows:
            if len(self._places) < 2 or len(self._chosen) == 1:
                raise
            return None

    def preview(
        self, file: IndicatorFile | None, asker: Asker, before: Entry[Any] | None
    ) -> dict[str, Any]:
        """Return what was understood, or the places to choose from."""
        del asker
        if file is None:
            said = places_preview(self._places)
            return {"title": "", "format": "", "dropped": [], "warnings": [], "survey": {},
                    "indicators": said, "maps": {}}  # fmt: skip
        return {
            "title": before.body.title if before else as_title(file.indicators.title),
            "format": file.indicators.format,
            **notes(file),
            "survey": {},
            "indicators": indicator_preview(file, self._places[:MOST_PLACES], self._chosen),
            "maps": {},
        }

    def drafts(self, file: IndicatorFile, asker: Asker, asked: KeepFile) -> list[Draft]:
        """Return the numbers under their title."""
        from ciwidgets.formats import indicator_drafts  # noqa: PLC0415

        titled = file.indicators.model_copy(update={"title": asked.title})
        return indicator_drafts(
            replace(file, indicators=titled), team_id=asker.team_id, occasion=asker.occasion
        )

    def before(self, file: IndicatorFile, asker: Asker) -> Entry[Any] | None:
        """Return the same rows of one file's bytes."""
        mine = file.indicators
        return self._first(
            asker,
            lambda one: one.body.file_sha256 == mine.file_sha256 and one.body.rows == mine.rows,
        )

    def listed(self, record: TeamRecord, team_id: str) -> dict[str, dict[str, Any]]:
        """Return how many rows there are."""
        return {
            one.record_id: {
                "people": 0,
                "rows": len(one.body.rows),
                "counts_as": 0,
                "withheld": "",
            }
            for one in record.current(ImportedIndicators, team_id=team_id)
        }


def _twice(survey: Survey, mapping: Mapping[str, str]) -> Refusal:
    chosen = list(mapping.values())
    texts = {one.id: one.text for one in survey.statements}
    double = next(one for one in chosen if chosen.count(one) > 1)
    return refusal("counted_twice", statement=texts[double])
