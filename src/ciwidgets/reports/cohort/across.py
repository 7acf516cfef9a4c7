"""Answers and local numbers of all teams together, made only of what may be shown of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ciwidgets.analysis.survey_results import StatementResult, SurveyResult
from ciwidgets.charts import rating_chart
from ciwidgets.reports.blocks import Block, HowMade, Section, Text
from ciwidgets.reports.cohort.wording import listed, tables
from ciwidgets.reports.sections.numbers import METHODS, NAME, RATES, SMALL
from ciwidgets.reports.sections.surveys import HOW_ALIKE
from ciwidgets.reports.wording import at, counted, figure_block, to_how_made
from ciwidgets.results.cohort_answers import cohort_survey
from ciwidgets.results.withheld import planned_cohort
from ciwidgets.words import kernel_section

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ciwidgets.reports.cohort.wording import TeamNames
    from ciwidgets.results.cohort.reading import Cohort
    from ciwidgets.results.cohort_answers import CohortSurvey

_COLUMNS = ("Team", "Place", "Count", "People", "Rate per 100,000", "True rate may lie between")
_NO_PLAN = (
    "This copy was made by itself, so no local numbers stand here. To get them, run "
    "`ciwidgets report --all`: it makes this document together with all teams' reports, and "
    "checks them as one. Small numbers are hidden to protect people, and two reports side by side "
    "can give away what each of them hides."
)


def survey_across_teams(cohort: Cohort) -> Section:
    """Return what people of all teams answered, by what each team's own result shows."""
    found = {one.team.id: one.survey for one in cohort.begun if one.survey}
    scales = {result.scale for _, result in found.values()}
    if not found:
        return Section([Text("No team has closed the survey yet.", "absent")])
    if len(scales) > 1:
        return Section([Text("The teams answered on different scales, so they stand apart.")])
    together = cohort_survey({team: result for team, (_, result) in found.items()})
    if not together.teams:
        said = "The survey is closed, and no team has five answers, so none are shown."
        return Section([Text(said, "absent")])
    occasions = {one.id: one for one, _ in found.values()}
    when = listed([at(one) for one in sorted(occasions.values(), key=lambda one: one.date)])
    teams = counted(together.teams, "team")
    said = f"From {teams}, answered at {when}. Of each team the newest answers count."
    if together.too_few:
        teams = counted(together.too_few, "team")
        said += f" In {teams} more, fewer than five answered, so theirs are not in here."
    caption = (
        "Each bar is everybody who answered one statement in a team that shows it. A large team "
        "counts for more than a small one. What most say need not hold in any one place."
    )
    people = sum(result.answered for _, result in found.values() if _is_shown(result))
    chart = rating_chart(_as_one(together, people), without="No answer, or not shown of its team")
    figure = figure_block(chart, caption)
    return Section([Text(said), figure, to_how_made(HOW_ALIKE.name), HOW_ALIKE])


def local_numbers(names: TeamNames) -> Section:
    """Return all teams' own places side by side, as far as the batch's plan lets them be shown."""
    planned = planned_cohort()
    if planned is None:
        return Section([Text(_NO_PLAN, "absent")])
    if not planned["measures"]:
        return Section([Text("No two teams brought the same local numbers yet.", "absent")])
    blocks: list[Block] = []
    for one in planned["measures"]:
        rows = [(names.name(row["team"]), row["place"], *_cells(row)) for row in one["teams"]]
        every = one["together"]
        if every:
            rows.append((f"{every['places']} of {every['of']} places together", "", *_cells(every)))
        blocks += tables(f"{one['measure']}, {one['period']}", _COLUMNS, rows)
    rule = kernel_section("local_numbers")["crude_rule"]
    rules = (rule, *METHODS, planned["reliability"], planned["disclosure"])
    made = HowMade(NAME, "Local numbers: rates, ranges, and what is hidden", rules)
    return Section([Text(f"{RATES} {SMALL}"), to_how_made(NAME), *blocks, made])


def _is_shown(result: SurveyResult) -> bool:
    return any(one.counts for one in result.statements)


def _as_one(together: CohortSurvey, people: int) -> SurveyResult:
    """Return the teams' answers in the form a chart draws."""
    statements = tuple(
        StatementResult(
            one.id,
            one.text,
            one.people,
            one.counts,
            one.other,
            word=one.word,
            agreement=one.agreement,
            consensus=one.consensus,
            mean=one.mean,
            share_agreeing=one.share_agreeing,
        )
        for one in together.statements
    )
    shown = [(one.agreement, one.id) for one in statements if one.agreement is not None]
    is_told = len({agreement for agreement, _ in shown}) > 1
    first, last = (min(shown)[1], max(shown)[1]) if is_told else ("", "")
    return SurveyResult(
        together.title,
        together.scale,
        people,
        too_few=False,
        statements=statements,
        most_agreed=last,
        most_split=first,
    )


def _cells(number: Mapping[str, Any]) -> tuple[str, str, str, str]:
    """Return a planned number as words; a hidden one is a word in each of its cells."""
    words = kernel_section("local_numbers")
    why = words.get("no_people" if number["state"] == "count_only" else number["state"], "")
    count = why if number["count"] is None else f"{number['count']:,}"
    people = "" if number["population"] is None else f"{number['population']:,}"
    if number["rate"] is None:
        return count, people, why, ""
    mark = f" ({number['mark']})" if number["mark"] else ""
    between = f"{number['lower']:,.1f} and {number['upper']:,.1f}"
    return count, people, f"{number['rate']:,.1f}{mark}", between
