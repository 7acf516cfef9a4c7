"""Polis: signs, passes and what was not shown; the conversation is made up."""

import pytest

from ciwidgets.errors import FileRefused
from ciwidgets.formats import read_survey
from tests.formats.conftest import csv_text, given, left_out, warned

HEADS = ["participant", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree", "0", "7"]
VOTES = [
    ["0", "1", "1", "2", "1", "1", "1", "-1"],
    ["4", "0", "0", "1", "0", "1", "-1", ""],
    ["5", "0", "0", "2", "1", "0", "0", "1"],
]
COMMENTS = [
    ["timestamp", "datetime", "comment-id", "author-id", "agrees", "comment-body"],
    ["1", "x", "7", "4", "1", "Buses, every hour"],
    ["1", "x", "0", "0", "1", "A place to rest"],
]


def written(folder, votes=VOTES, comments=COMMENTS, voters="3"):
    """Write a whole export and return the file of votes."""
    (folder / "talk_participants-votes.csv").write_text(csv_text([HEADS, *votes]), "utf-8")
    (folder / "talk_comments.csv").write_text(csv_text(comments), "utf-8")
    summary = [["topic", "Talk"], ["url", "x"], ["views", "9"], ["voters", voters]]
    (folder / "talk_summary.csv").write_text(csv_text(summary), "utf-8")
    return folder / "talk_participants-votes.csv"


def test_votes_are_agree_disagree_and_pass_and_a_blank_is_none_of_them(tmp_path):
    for path in (written(tmp_path), tmp_path):
        file = read_survey(path)
        assert (file.survey.format, file.survey.people) == ("polis", 3)
        assert [one.text for one in file.survey.questions] == [
            "A place to rest",
            "Buses, every hour",
        ]
        assert given(file, "c0") == ["Agree", "Disagree", "Pass"]
        assert given(file, "c7") == ["Disagree", None, "Agree"]
        assert set(left_out(file)) >= {"participant", "group-id"}


def test_a_file_with_the_inner_signs_is_turned(tmp_path):
    turned = [[*row[:6], *({"1": "-1", "-1": "1"}.get(v, v) for v in row[6:])] for row in VOTES]
    file = read_survey(written(tmp_path, turned))
    assert given(file, "c0") == ["Agree", "Disagree", "Pass"]
    assert "were turned" in warned(file)


def test_votes_that_do_not_add_up_and_a_summary_that_differs_are_said(tmp_path):
    odd = [[*VOTES[0][:4], "9", "9", *VOTES[0][6:]], *VOTES[1:]]
    file = read_survey(written(tmp_path, odd, voters="4"))
    assert "For 1 of 3 people the votes do not add up" in warned(file)
    assert "speaks of 4 voters; the file has 3" in warned(file)


def test_the_other_files_of_the_export_are_refused_by_what_they_are(tmp_path):
    written(tmp_path)
    with pytest.raises(FileRefused, match="holds the comments of a Polis conversation"):
        read_survey(tmp_path / "talk_comments.csv")
    with pytest.raises(FileRefused, match="holds the summary of a Polis conversation"):
        read_survey(tmp_path / "talk_summary.csv")


def test_a_vote_that_is_none_is_refused_with_its_line(tmp_path):
    with pytest.raises(FileRefused, match="Line 2 has “3” where a vote"):
        read_survey(written(tmp_path, [[*VOTES[0][:7], "3"]]))


def test_without_its_comments_a_file_says_so(survey):
    file = survey(csv_text([HEADS, *VOTES]))
    assert file.survey.questions[0].text == "Comment 0"
    assert "--comments" in warned(file)
