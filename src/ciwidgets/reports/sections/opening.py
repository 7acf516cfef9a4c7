"""What a team wrote, voted and chose, in sentences and blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.charts import PHRASES, vote_chart
from ciwidgets.reports.blocks import (
    Block,
    Fact,
    Facts,
    Item,
    List,
    Masthead,
    Section,
    Text,
)
from ciwidgets.reports.sections.surveys import TOGETHER
from ciwidgets.reports.wording import DISCLOSURE_RULE, MADE_UP, at, counted, day, figure_block

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from ciwidgets.analysis.ideas import Wall
    from ciwidgets.analysis.survey_results import SurveyResult
    from ciwidgets.analysis.vote_results import VoteResult
    from ciwidgets.model import Entry, Need, Occasion, Program, Team


_OWN_WORDS = (
    "Ideas, needs and reasons are in the words of those who wrote them. Ideas that were taken off "
    "the wall are not printed."
)


def heading(program: Program, team: Team, as_of: Occasion | None, made: datetime) -> Section:
    """Return the head of the report."""
    moment = f" as things stood at the end of {at(as_of)}" if as_of else ""
    lines = (team.place, f"Team summary{moment}, made on {day(made)}")
    return Section(
        [
            Masthead(
                title=team.name,
                kicker=program.name,
                lines=tuple(line for line in lines if line),
                notice=MADE_UP if program.made_up else "",
            )
        ]
    )


def at_a_glance(
    people: int,
    survey: tuple[Occasion, SurveyResult] | None,
    wall: Wall,
    vote: tuple[Occasion, VoteResult] | None,
    needs: Sequence[Entry[Need]],
) -> Section:
    """Return the numbers to see first, and the team's first need in a sentence."""
    if not (people or survey or wall.items or vote or needs):
        return Section(
            [
                Text(
                    "This team has not begun yet. When it has joined and answered its first step, "
                    "this page fills: what people see alike and differently, what hurts "
                    "most, and the needs they choose.",
                    "lead",
                )
            ]
        )
    written = sum(len(item.originals) for item in wall.items)
    facts = [Fact(str(people), "person in the team" if people == 1 else "people in the team")]
    if survey:
        facts.append(Fact(str(survey[1].answered), "answered the survey"))
    if written:
        facts.append(
            Fact(str(written), "idea on the wall" if written == 1 else "ideas on the wall")
        )
    if vote:
        facts.append(Fact(str(vote[1].voters), "voted"))
    if needs:
        facts.append(Fact(str(len(needs)), "need chosen" if len(needs) == 1 else "needs chosen"))
    return Section([Facts(tuple(facts)), *_alike_and_apart(survey)])


def _alike_and_apart(survey: tuple[Occasion, SurveyResult] | None) -> list[Text]:
    if survey is None:
        return []
    said = {one.id: one for one in survey[1].statements}
    if survey[1].most_agreed not in said or survey[1].most_split not in said:
        return []
    alike, apart = said[survey[1].most_agreed], said[survey[1].most_split]
    # Each only where its word bears it out: what is furthest apart in one team can still be near.
    sentences = []
    if alike.word in TOGETHER:
        sentences.append(
            f"The team's answers lie closest together on “{alike.text}” "
            f"({PHRASES[alike.word].lower()})."
        )
    if apart.word not in TOGETHER:
        sentences.append(
            f"They lie furthest apart on “{apart.text}” ({PHRASES[apart.word].lower()})."
        )
    return [Text(" ".join(sentences), "lead")] if sentences else []


def ideas(wall: Wall) -> Section:
    """Return every idea on the wall; where several were put together, their own words below."""
    if not wall.items:
        return Section([Text("There is no idea on the team's wall yet.", "absent")])
    written = sum(len(item.originals) for item in wall.items)
    merged = [item for item in wall.items if len(item.originals) > 1]
    said = f"The team wrote {counted(written, 'idea')}."
    if merged:
        together = sum(len(item.originals) for item in merged)
        said += (
            f" {counted(together, 'idea')} that say the same "
            f"{'was' if together == 1 else 'were'} put together under "
            f"{counted(len(merged), 'title')}; each is kept in its writer's words."
        )
    alone = [item for item in wall.items if len(item.originals) == 1]
    return Section(
        [
            Text(said),
            List(
                tuple(
                    Item(
                        item.text,
                        tuple(f"“{original.text}”" for original in item.originals)
                        if len(item.originals) > 1
                        else (),
                    )
                    for item in [*merged, *alone]
                )
            ),
        ]
    )


def what_first(found: tuple[Occasion, VoteResult] | None, program: Program) -> Section:
    """Return the vote with the number of voters, or what is still missing."""
    if found is None:
        return Section(
            [
                Text(
                    "The team has not closed its vote yet. Once it does, its dots stand here.",
                    "absent",
                )
            ]
        )
    occasion, result = found
    said = (
        f"{counted(result.voters, 'person', 'people')} voted at {at(occasion)}. Each had "
        f"{counted(program.dots_per_person, 'dot')}, at most {program.dots_per_item} on one idea, "
        "and nobody saw the others' dots until the vote was closed."
    )
    blocks: list[Block] = [Text(said)]
    if result.later:
        blocks.append(
            Text(
                f"{counted(result.later, 'ballot')} came after this result was shown and "
                f"{'is' if result.later == 1 else 'are'} not in it.",
                "note",
            )
        )
    if result.too_few:
        blocks.append(
            Text(
                "Dots are shown from five voters on, so that nobody's own can be read off them.",
                "absent",
            )
        )
    elif result.items:
        blocks.append(figure_block(vote_chart(result)))
    if result.gone:
        blocks.append(
            Text(
                f"{counted(result.gone, 'dot')} went to ideas that were taken off the wall since.",
                "note",
            )
        )
    return Section(blocks)


def about_this_report(program: Program, as_of: Occasion | None, made: datetime) -> Section:
    """Return how to read the report."""
    moment = (
        f"It tells how things stood at the end of {at(as_of)}; what came later is not in it."
        if as_of
        else "It tells how things stood when it was made."
    )
    said = [
        (
            f"This report was made on {day(made)} from what the team entered and the surveys it "
            f"brought in. {moment}"
        ),
        f"To keep single answers private: {DISCLOSURE_RULE[0].lower()}{DISCLOSURE_RULE[1:]}",
        _OWN_WORDS,
        MADE_UP if program.made_up else "",
    ]
    return Section([Text(one) for one in said if one])
