"""Small survey files, all made up, written where a test can read them."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from ciwidgets.formats import SurveyFile, read_survey


def csv_text(rows, delimiter=","):
    """Return rows as the text of a CSV file."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def google(questions, answers, delimiter=","):
    """Return a Google Forms file: the questions, and one list of answers a person."""
    rows = [["Timestamp", *questions]]
    rows += [[f"3/4/2026 10:{n:02}:31", *one] for n, one in enumerate(answers)]
    return csv_text(rows, delimiter)


def xlsx(rows, title="Sheet1", **more):
    """Return rows as an XLSX workbook; ``more`` are further sheets by their title."""
    from openpyxl import Workbook

    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    for name, others in more.items():
        sheet = book.create_sheet(name)
        for row in others:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


QUALTRICS_META = ["StartDate", "Status", "IPAddress", "Progress", "Finished", "ResponseId"]


def qualtrics(columns, people, *, status=None, finished=None, header_rows=(0, 1, 2), quote='"'):
    """Return a Qualtrics file.

    ``columns`` are (name, words, import id or (import id, choice id)).
    """
    ids = ["startDate", "status", "ipAddress", "progress", "finished", "_recordId"]
    tags = []
    for tag in [*ids, *(column[2] for column in columns)]:
        parts = (
            {"ImportId": tag} if isinstance(tag, str) else {"ImportId": tag[0], "choiceId": tag[1]}
        )
        inside = ",".join(
            f"{quote}{key}{quote}:{quote}{value}{quote}" for key, value in parts.items()
        )
        tags.append("{" + inside + "}")
    heads = [
        [*QUALTRICS_META, *(column[0] for column in columns)],
        ["Anfangsdatum", "Antworttyp", "IP-Adresse", "Stand", "Beendet", "Antwort-ID"]
        + [column[1] for column in columns],
        tags,
    ]
    rows = [heads[index] for index in header_rows]
    for number, answers in enumerate(people):
        rows.append(
            [
                f"2026-03-04 10:{number:02}:31",
                (status or {}).get(number, "IP Address"),
                "192.0.2.7",
                "100",
                (finished or {}).get(number, "True"),
                f"R_madeUp{number:09}",
                *answers,
            ]
        )
    return csv_text(rows)


@pytest.fixture
def survey(tmp_path: Path) -> Callable[..., SurveyFile]:
    """Return a function that writes a file and reads it as a survey."""

    def read(content: str | bytes, name: str = "survey.csv", **options: str) -> SurveyFile:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_survey(path, **options)

    return read


def given(file: SurveyFile, question_id: str):
    """Return each person's answer to a question, ``None`` where there is none."""
    return [person.get(question_id) for person in file.answers]


def asked(file: SurveyFile, question_id: str):
    """Return a question by its id."""
    return next(one for one in file.survey.questions if one.id == question_id)


def warned(file: SurveyFile) -> str:
    """Return all warnings as one text."""
    return "\n".join(file.warnings)


def left_out(file: SurveyFile) -> dict[str, str]:
    """Return what was dropped, with the reasons."""
    return {one.what.strip("“”"): one.why for one in file.dropped}
