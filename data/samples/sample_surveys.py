"""Two made-up survey files, as Google Forms and Qualtrics would export them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable

from sample_chance import Chance

from ciwidgets.model import Program

STEM = "How do you see it where you live?"
SECTOR = "Which part of the community do you come from?"
FIRST = "Where would you go first for help? Choose any."
REMARK = "Is there anything else the team should know?"
PLACES = (
    "A doctor or nurse",
    "The health department",
    "Church, mosque or temple",
    "A friend",
    "I would not know where",
)
REMARKS = ("", "", "", "Please keep going.", "The clinic hours don't fit shift work.", "Thank you!")
PEOPLE = 12

# The columns Qualtrics adds: name, label, ImportId.
QUALTRICS = (
    ("StartDate", "Start Date", "startDate"),
    ("EndDate", "End Date", "endDate"),
    ("Status", "Response Type", "status"),
    ("IPAddress", "IP Address", "ipAddress"),
    ("Progress", "Progress", "progress"),
    ("Duration (in seconds)", "Duration (in seconds)", "duration"),
    ("Finished", "Finished", "finished"),
    ("RecordedDate", "Recorded Date", "recordedDate"),
    ("ResponseId", "Response ID", "_recordId"),
    ("RecipientLastName", "Recipient Last Name", "recipientLastName"),
    ("RecipientFirstName", "Recipient First Name", "recipientFirstName"),
    ("RecipientEmail", "Recipient Email", "recipientEmail"),
    ("ExternalReference", "External Data Reference", "externalDataReference"),
    ("LocationLatitude", "Location Latitude", "locationLatitude"),
    ("LocationLongitude", "Location Longitude", "locationLongitude"),
    ("DistributionChannel", "Distribution Channel", "distributionChannel"),
    ("UserLanguage", "User Language", "userLanguage"),
)


def google_forms(program: Program) -> str:
    """Return the CSV: a grid of the pulse statements, a choice, a checkbox question, a remark."""
    chance = Chance("google forms")
    statements = [one.text for one in program.surveys[0].statements]
    head = ["Timestamp", "Email Address", SECTOR, *(f"{STEM} [{one}]" for one in statements)]
    rows = [[*head, FIRST, REMARK]]
    for number in range(1, PEOPLE + 1):
        chosen = [place for place in PLACES if chance.happens(0.35)]
        rows.append(
            [
                f"2026/07/{number:02} {8 + number % 4}:{10 + 3 * number}:05 AM EST",
                f"person{number}@example.org",
                program.sectors[number % len(program.sectors)].name,
                *_answers(chance, program),
                ";".join(chosen),
                chance.pick(REMARKS),
            ]
        )
    return _csv(rows, "\r\n")


def qualtrics(program: Program) -> str:
    """Return the CSV: twelve people, a preview and somebody who stopped half-way."""
    chance = Chance("qualtrics")
    statements = [one.text for one in program.surveys[0].statements]
    names = [f"Q1_{number}" for number in range(1, len(statements) + 1)]
    rows = [
        [*(name for name, _, _ in QUALTRICS), *names, "Q2", "Q3"],
        [
            *(label for _, label, _ in QUALTRICS),
            *(f"{STEM} - {one}" for one in statements),
            SECTOR,
            REMARK,
        ],
        [
            _import_id(one)
            for one in (
                *(one for _, _, one in QUALTRICS),
                *(f"QID1_{number}" for number in range(1, len(statements) + 1)),
                "QID2",
                "QID3_TEXT",
            )
        ],
    ]
    for number in range(PEOPLE + 2):
        is_preview, is_half = number == 0, number == 7
        answers = _answers(chance, program)
        minute = f"2026-07-{2 + number:02} 09:{10 + number}"
        rows.append(
            [
                f"{minute}:01",
                f"{minute}:59",
                "Survey Preview" if is_preview else "IP Address",
                f"192.0.2.{number + 1}",
                "40" if is_half else "100",
                "58",
                "False" if is_half else "True",
                f"{minute}:59",
                f"R_madeup{number:04}",
                *[""] * 4,
                "35.0",
                "-80.0",
                "preview" if is_preview else "anonymous",
                "EN",
                *(answers[:4] + [""] * (len(answers) - 4) if is_half else answers),
                "" if is_half else program.sectors[number % len(program.sectors)].name,
                "" if is_half else chance.pick(REMARKS),
            ]
        )
    return _csv(rows, "\n")


def _answers(chance: Chance, program: Program) -> list[str]:
    labels = program.scale(program.surveys[0].scale).labels
    lean = 2.2 + chance.bell(0.8)
    middles = [lean + chance.bell(1.4) for _ in program.surveys[0].statements]
    return [
        "" if chance.happens(0.03) else labels[min(4, max(0, round(middle)))] for middle in middles
    ]


def _import_id(name: str) -> str:
    return json.dumps({"ImportId": name}, separators=(",", ":"))


def _csv(rows: Iterable[list[str]], line_end: str) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator=line_end).writerows(rows)
    return text.getvalue()
