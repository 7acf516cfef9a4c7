"""Polis: one row a participant, one column a comment, and what each said to it.

The export says 1 for agree, -1 for disagree and 0 for pass; inside of Polis the first two are the
other way round, and some files carry that. The counts beside each participant tell which it is. A
blank is a comment that was not shown or not voted on, which is not a pass.
"""

from __future__ import annotations

import re
from collections import Counter

from ciwidgets.errors import FileRefused
from ciwidgets.formats.reading import Asked, Dropped, Reader, Reading
from ciwidgets.formats.tabular import Table

AGREE, PASS, DISAGREE = "Agree", "Pass", "Disagree"
_VOTES = {"1": AGREE, "0": PASS, "-1": DISAGREE, "1.0": AGREE, "0.0": PASS, "-1.0": DISAGREE}
_FLIPPED = {AGREE: DISAGREE, DISAGREE: AGREE, PASS: PASS, "": ""}
_HEAD = {
    "participant": "it holds a number that stands for one person",
    "xid": "it holds a number that stands for one person",
    "groupid": "Polis worked it out of the votes, and some of its exports carry wrong ones",
    "ncomments": "it counts comments a person wrote",
    "nvotes": "it counts a person's votes",
    "nagree": "it counts a person's votes",
    "ndisagree": "it counts a person's votes",
}
_COMMENT = re.compile(r"\d{1,6}")
_SUMMARY = ("topic", "url", "views", "voters", "voters-in-conv")


def recognises(table: Table) -> bool:
    """Tell the table of participants and votes by its first headings and its numbered columns."""
    keys = {_key(head) for head in table.header}
    return {"participant", "nvotes"} <= keys and any(
        _COMMENT.fullmatch(head) for head in table.header
    )


def holds_no_answers(table: Table) -> str:
    """Refuse the other files of a Polis export, each by what it is."""
    keys = {_key(head) for head in table.header}
    cure = "Please bring the file whose name ends in participants-votes."
    if {"commentid", "commentbody"} <= keys:
        return f"holds the comments of a Polis conversation, not people's votes. {cure}"
    if {"commentid", "voterid", "vote"} <= keys:
        return f"holds the single votes of a Polis conversation, a row for each vote. {cure}"
    firsts = [row[0] for row in table.rows[:8]]
    if len(table.header) == 2 and sum(first in _SUMMARY for first in firsts) >= 3:
        return f"holds the summary of a Polis conversation, not people's votes. {cure}"
    return ""


def read(table: Table) -> Reading:
    """Return each participant as one person, and each comment as a question to agree with."""
    head = table.header
    columns = [index for index, heading in enumerate(head) if _COMMENT.fullmatch(heading)]
    votes = [[_vote(number, row[i]) for i in columns] for number, row in _numbered(table)]
    reading = Reading(len(votes))
    votes = _with_the_right_sign(table, votes, reading)
    for heading in head:
        reason = _HEAD.get(_key(heading))
        if reason:
            reading.dropped.append(Dropped(f"“{heading}”", reason))
    bodies = _bodies(table, reading)
    for place, index in enumerate(columns):
        values = [person[place] for person in votes]
        text = bodies.get(head[index], "") or f"Comment {head[index]}"
        reading.asked.append(
            Asked(f"c{head[index]}", text, values, options=[AGREE, DISAGREE, PASS])
        )
    reading.warnings.append(
        "People see some of the comments only. Where a person has no vote on a comment, it was not "
        "shown or not voted on; that is kept apart from “pass”."
    )
    _check_counts(table, votes, reading)
    return reading


def _numbered(table: Table) -> list[tuple[int, list[str]]]:
    return list(zip(table.lines[1:], table.rows[1:], strict=True))


def _key(heading: str) -> str:
    return re.sub(r"[^a-z]", "", heading.lower())


def _vote(line: int, cell: str) -> str:
    if cell and cell not in _VOTES:
        raise FileRefused(
            f"Line {line} has “{cell[:20]}” where a vote of 1, 0 or -1 was expected. Please bring "
            "the participants-votes file as Polis wrote it."
        )
    return _VOTES.get(cell, "")


def _with_the_right_sign(table: Table, votes: list[list[str]], reading: Reading) -> list[list[str]]:
    keys = [_key(head) for head in table.header]
    if "nagree" not in keys or "ndisagree" not in keys:
        reading.warnings.append(
            "The file does not count each person's votes, so 1 was taken for agree and -1 for "
            "disagree. Please check one comment you know."
        )
        return votes
    agree, disagree = keys.index("nagree"), keys.index("ndisagree")
    fits = turned = 0
    for row, person in zip(table.rows[1:], votes, strict=True):
        said = (row[agree], row[disagree])
        counted = Counter(person)
        seen = (str(counted[AGREE]), str(counted[DISAGREE]))
        fits += said == seen
        turned += said == seen[::-1]
    if turned > fits:
        reading.warnings.append(
            "The votes in this file stand the other way round (-1 for agree), as the counts beside "
            "each person show; they were turned."
        )
        return [[_FLIPPED[vote] for vote in person] for person in votes]
    if fits < len(votes):
        reading.warnings.append(
            f"For {len(votes) - fits} of {len(votes)} people the votes do not add up to the counts "
            "beside them, perhaps since some comments were taken out. The votes were kept."
        )
    return votes


def _bodies(table: Table, reading: Reading) -> dict[str, str]:
    """Return the words of each comment, where the file of comments is at hand."""
    comments = table.beside.get("comments")
    if comments is None:
        reading.warnings.append(
            "The file of comments was not given, so each comment carries its number only. Please "
            "put it beside this file, or name it with --comments."
        )
        return {}
    keys = [_key(head) for head in comments.header]
    if "commentid" not in keys or "commentbody" not in keys:
        raise FileRefused(
            "The file given for the comments has no columns comment-id and comment-body. Please "
            "give the comments file of the same Polis export."
        )
    number, body = keys.index("commentid"), keys.index("commentbody")
    reading.dropped.append(Dropped("who wrote each comment, and when", "it points to one person"))
    return {row[number]: row[body] for row in comments.rows[1:]}


def _check_counts(table: Table, votes: list[list[str]], reading: Reading) -> None:
    """Compare the number of people with what the summary beside the file says."""
    summary = table.beside.get("summary")
    if summary is None:
        return
    said = {row[0]: row[1] for row in summary.rows}
    expected = said.get("voters-in-conv") or said.get("voters", "")
    if expected.isdigit() and int(expected) != len(votes):
        reading.warnings.append(
            f"The summary beside the file speaks of {expected} voters; the file has {len(votes)}."
        )


READER = Reader(
    name="polis",
    looks_for="Polis, whose first headings are participant, group-id, n-comments, n-votes",
    recognises=recognises,
    read=read,
    holds_no_answers=holds_no_answers,
)
