"""What people answered: the workbook's own survey, and surveys brought in from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.analysis import disclosure
from ciwidgets.charts import (
    PHRASES,
    beside_chart,
    grid_chart,
    question_chart,
    rating_chart,
    sector_table,
    stem,
)
from ciwidgets.reports.blocks import Block, Heading, HowMade, Item, List, Section, Text
from ciwidgets.reports.wording import at, counted, figure_block, table_block, to_how_made

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ciwidgets.analysis.imported_results import QuestionResult
    from ciwidgets.analysis.survey_results import StatementResult, SurveyResult
    from ciwidgets.model import Occasion
    from ciwidgets.results.imported import Imported

# Where people stand together, whichever side it is on; all else is a difference to talk about.
TOGETHER = ("all_agree", "all_disagree", "most_agree", "most_disagree", "in_the_middle")
HOW_ALIKE = HowMade(
    "survey",
    "How alike people’s answers are",
    (
        "The table behind the picture has two numbers for how close answers lie.",
        (
            "Agreement A (van der Eijk, 2001) is 1 when all gave one answer. It is 0 when the "
            "answers are spread evenly, and −1 when half stand at either end."
        ),
        (
            "Consensus (Tastle and Wierman, 2007) is 1 when all gave one answer, and 0 when half "
            "stand at either end."
        ),
        "A single different answer moves consensus more than agreement.",
        "The words follow a rule of our own; the first that fits is said.",
        (
            "“Most agree”: more than half agree, at least twice as many as disagree, and A is not "
            "below 0. “Most disagree” is its mirror."
        ),
        "“In the middle”: more than half chose the middle answer.",
        (
            "“Split in two”: each side has at least a quarter, and A is below 0 or few stand in "
            "the middle."
        ),
        "“Spread out”: A is below 0.25. “Mixed”: anything else.",
    ),
)
_ALIKE = (
    "Alike means that most are on one side, or most in the middle. All else is a difference to "
    "talk about."
)
_TOO_FEW = "Answers are shown from five people on, so that nobody's own can be read off them."
_NO_SECTORS = (
    "Answers are not shown by sector here. That needs at least two groups of five people, and it "
    "is done once, when the step is first closed."
)


def how_we_see_it(
    found: tuple[Occasion, SurveyResult] | None, beside: Sequence[SurveyResult] = ()
) -> Section:
    """Return what a team said in the workbook's survey, or what is still missing.

    ``beside`` is what the same statements were answered in files, each file by itself.
    """
    if found is None:
        return Section(
            [
                Text(
                    "The team has not closed this step yet. Once it does, its answers stand here.",
                    "absent",
                )
            ]
        )
    occasion, result = found
    said = Text(f"{counted(result.answered, 'person', 'people')} answered at {at(occasion)}.")
    if result.too_few:
        return Section(
            [
                said,
                *([Text(_since_closed(result.later), "note")] if result.later else []),
                Text(_TOO_FEW, "absent"),
            ]
        )
    blocks: list[Block] = [said]
    if result.later:
        blocks.append(Text(_later(result.later), "note"))
    blocks += _in_words(result)
    blocks += [
        figure_block(
            rating_chart(result),
            "Each bar is all who answered one statement. Who agrees stands to the right of the "
            "line, who disagrees to its left.",
        ),
        to_how_made(HOW_ALIKE.name),
        *_elsewhere(result, beside),
        Heading("By sector"),
    ]
    sectors = sector_table(result)
    blocks.append(table_block(sectors) if sectors else Text(_NO_SECTORS))
    return Section([*blocks, HOW_ALIKE])


def surveys_brought_in(found: Sequence[Imported]) -> Section:
    """Return each survey that came as a file, with its counts per question."""
    if not found:
        return Section([Text("No survey from elsewhere was brought in for this team.", "absent")])
    blocks: list[Block] = []
    for one in found:
        survey = one.survey
        blocks.append(Heading(survey.title or "A survey without a title"))
        blocks.append(Text(f"{counted(survey.people, 'person', 'people')} answered it."))
        if not disclosure.may_show(survey.people):
            blocks.append(Text(_TOO_FEW, "absent"))
        else:
            for questions in _grids(one.questions()):
                blocks += _questions(questions)
        if one.withheld:
            titles = " and ".join(f"“{title}”" for title in dict.fromkeys(one.withheld.values()))
            blocks.append(
                Text(
                    f"{counted(len(one.withheld), 'question')} not shown: it holds nearly the same "
                    f"people as {titles}, and what a few of them said could be told from both.",
                    "note",
                )
            )
        if survey.dropped:
            left_out = counted(len(survey.dropped), "part")
            blocks.append(
                Text(f"{left_out} of the file left out: {'; '.join(survey.dropped)}.", "note")
            )
    return Section(blocks)


def _elsewhere(own: SurveyResult, beside: Sequence[SurveyResult]) -> list[Block]:
    """Return the statements that were also asked elsewhere, beside the team's own answers."""
    shown = {one.id for one in own.statements if one.counts}
    others = [
        other for other in beside if any(s.counts and s.id in shown for s in other.statements)
    ]
    if not others:
        return []
    titles = ", ".join(f"“{other.title}”" for other in others)
    return [
        Heading("The same, asked elsewhere"),
        Text(
            f"Some of these statements were also asked in {titles}. Each bar is everyone who "
            "answered there, so bars compare shares, not numbers of people. Who answers a survey "
            "is not who comes to a meeting: a difference is a question to ask, not a finding."
        ),
        figure_block(beside_chart(own, others)),
    ]


def _grids(questions: Sequence[QuestionResult]) -> list[list[QuestionResult]]:
    """Put neighbouring questions together that were answered on the same scale."""
    together: list[list[QuestionResult]] = []
    for one in questions:
        last = together[-1][-1] if together else None
        if last is not None and _scale(one) and _scale(one) == _scale(last):
            together[-1].append(one)
        else:
            together.append([one])
    return together


def _scale(question: QuestionResult) -> tuple[str, ...]:
    is_shown = question.type == "scale" and not question.too_few
    labels = tuple(label for label, _ in question.counts) if is_shown else ()
    return (stem(question.text), *labels) if len(labels) > 1 else ()


def _questions(questions: list[QuestionResult]) -> list[Block]:
    if len(questions) == 1:
        return _question(questions[0])
    title = stem(questions[0].text) or f"{len(questions)} questions on one scale"
    words = "Each bar is all who chose a step of the scale; the numbers are people."
    return [figure_block(grid_chart(title, questions), words)]


def _question(question: QuestionResult) -> list[Block]:
    people = counted(question.answered, "person", "people")
    if question.counts and not question.too_few:
        return [figure_block(question_chart(question))]
    heading = Heading(question.text or question.id, 4)
    if question.mean is not None and question.median is not None:
        return [
            heading,
            Text(
                f"{people} gave a number. The average is {question.mean:,.4g}; half gave "
                f"{question.median:,.4g} or less."
            ),
        ]
    if question.type == "text" and not question.too_few:
        return [
            heading,
            Text(
                f"{people} answered in their own words. Words are not printed here, because they "
                "can tell who wrote them.",
                "note",
            ),
        ]
    return [heading, Text(f"{people} answered, too few to show what they said.", "note")]


def _in_words(result: SurveyResult) -> list[Block]:
    shown = [one for one in result.statements if one.counts]
    # What a team differs on most is no common ground, whichever side has more.
    together = [one for one in shown if one.word in TOGETHER and one.id != result.most_split]
    apart = [one for one in shown if one not in together]
    blocks: list[Block] = []
    for title, statements in (
        ("Where we see it alike", sorted(together, key=_agreement, reverse=True)),
        ("Where we see it differently", sorted(apart, key=_agreement)),
    ):
        blocks.append(Heading(title))
        if statements:
            blocks.append(List(tuple(_statement(one, result) for one in statements)))
        else:
            blocks.append(Text("No statement stands here this time.", "note"))
    blocks.append(Text(_ALIKE, "note"))
    hidden = len(result.statements) - len(shown)
    if hidden:
        blocks.append(Text(f"{counted(hidden, 'statement')} had fewer than five answers.", "note"))
    return blocks


def _statement(one: StatementResult, result: SurveyResult) -> Item:
    agreeing = round((one.share_agreeing or 0) * one.answered)
    said = f"{agreeing or 'None'} of {one.answered} agree{'' if agreeing > 1 else 's'}"
    # Only where it fits the heading: what is furthest apart in one team can still be near.
    if one.id == result.most_agreed and one.word in TOGETHER:
        said += ", and nowhere do the answers lie closer together"
    elif one.id == result.most_split and one.word not in TOGETHER:
        said += ", and nowhere do the answers lie further apart"
    return Item(one.text, (f"{said}.",), PHRASES[one.word])


def _agreement(one: StatementResult) -> float:
    return one.agreement if one.agreement is not None else 0.0


def _since_closed(later: int) -> str:
    return (
        f"{counted(later, 'person', 'people')} answered or changed an answer after the step was "
        "closed, as with sheets that came back later. That counts when it is closed once more."
    )


def _later(later: int) -> str:
    return (
        f"{counted(later, 'person', 'people')} answered or changed an answer after this result was "
        "shown. To keep single answers private, theirs wait until at least five can be added."
    )
