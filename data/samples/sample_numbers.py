"""Made-up deaths of made-up counties: what a team's files of local numbers hold.

No such county exists, and nobody counted here ever lived. The manner is that of
``indicators_ambrin_county.csv``. ``make_samples.py`` writes it into the year.
"""

from __future__ import annotations

import hashlib
from typing import Any

from sample_chance import Chance

# What a made-up team brought: kind, record id, body.
Brought = tuple[str, str, dict[str, Any]]

MADE_UP = "Made up for the sample program; no real county"
STATE = "Made-up State"
STATE_PEOPLE = 5_612_000
MEASURE = "Opioid overdose deaths"
YEARS = tuple(range(2017, 2025))
# Deaths for every 100,000 people of the state, year by year.
CURVE = (17.9, 18.6, 19.9, 24.8, 28.1, 27.3, 24.6, 21.2)
# Groups are told apart over three years together, as a county this small has to.
TOGETHER = (2022, 2024)
# dimension, name, share of the people, share of the deaths; nobody under 15 is in the ages
GROUPS = (
    ("Age", "15–34", 0.24, 0.34),
    ("Age", "35–54", 0.27, 0.46),
    ("Age", "55 and over", 0.33, 0.20),
    ("Sex", "Female", 0.51, 0.35),
    ("Sex", "Male", 0.49, 0.65),
)
# people of a team's county, and how many times the state's deaths it has
COUNTIES = {
    "ambrin-falls": (88_200, 1.4),
    "corriden": (61_000, 1.2),
    "dunmarrow": (16_400, 1.3),  # so small that most of its numbers are hidden
    "quillback": (47_300, 0.9),
    "pellwood": (73_900, 1.7),
    "sallow-bend": (112_500, 0.8),
    "tamsin": (204_800, 0.7),
    "tessamer": (29_700, 1.9),
    "veyland": (318_000, 1.1),
}
# The deaths that a source writes as one word: those it would not print.
SMALL = 9
ODD_TEAM = "quillback"
ODD_SOURCE = "=HYPERLINK(\"x\") <script>alert('9')</script> {count} · 数字 · أرقام 🌊"
# Twelve months that end with each of these, as provisional counts come: without people.
TEAM_WITH_COUNTS = "veyland"
COUNTS = "Drug overdose deaths, provisional"
MONTHS = tuple(f"2024-{month:02}" for month in range(1, 13))
MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def brought(team: str) -> list[Brought]:
    """Return the files of numbers a team has brought; one team has none."""
    if team not in COUNTIES:
        return []
    files = [_file(team, "deaths", [MEASURE], _deaths(team))]
    if team == TEAM_WITH_COUNTS:
        files.append(_file(team, "counts", [COUNTS], _provisional(team)))
    return files


def _file(team: str, name: str, measures: list[str], rows: list[dict[str, Any]]) -> Brought:
    body = {
        "title": f"{name}_{team}",
        "format": "plain",
        "file_sha256": hashlib.sha256(f"{name} {team}".encode()).hexdigest(),
        "source": ODD_SOURCE if team == ODD_TEAM else MADE_UP,
        "measures": measures,
        "rows": rows,
    }
    return "imported_indicators", f"sample-{team}-{name}", body


def _deaths(team: str) -> list[dict[str, Any]]:
    """Return a county's deaths by year and group, its state's, and two neighbours'."""
    chance = Chance(f"numbers {team}")
    rows: list[dict[str, Any]] = []
    by_year = _county(team)
    rows += [_row(_name(team), str(year), *numbers) for year, numbers in by_year.items()]
    rows += _together(_name(team), by_year, chance)
    for year, rate in zip(YEARS, CURVE, strict=True):
        people = STATE_PEOPLE + 9_700 * (year - YEARS[0])
        rows.append(_row(STATE, str(year), round(rate * people / 100_000), people, kind="state"))
    names = list(COUNTIES)
    place = names.index(team)
    for other in (names[place - 1], names[(place + 1) % len(names)]):
        rows += [
            _row(_name(other), str(year), *numbers) for year, numbers in _county(other).items()
        ]
    return rows


def _county(team: str) -> dict[int, tuple[int, int]]:
    """Return a county's deaths and people by year, the same in whosever file they stand."""
    chance = Chance(f"deaths {team}")
    people, times = COUNTIES[team]
    found = {}
    for year, rate in zip(YEARS, CURVE, strict=True):
        people += round(people * chance.bell(0.004))
        expected = rate * times * people / 100_000
        found[year] = (max(0, round(expected * (1 + chance.bell(0.16)))), people)
    return found


def _together(
    place: str, by_year: dict[int, tuple[int, int]], chance: Chance
) -> list[dict[str, Any]]:
    """Return everyone and each group over several years; people are those of each year added."""
    first, last = TOGETHER
    years = [numbers for year, numbers in by_year.items() if first <= year <= last]
    deaths, people = (sum(numbers) for numbers in zip(*years, strict=True))
    period = f"{first}–{last}"
    found = [_row(place, period, deaths, people)]
    for dimension in dict.fromkeys(one[0] for one in GROUPS):
        left = deaths
        own = [one for one in GROUPS if one[0] == dimension]
        for _, name, share, of_deaths in own:
            is_last = name == own[-1][1]
            here = left if is_last else min(left, round(deaths * (of_deaths + chance.bell(0.05))))
            left -= here
            group = {"dimension": dimension, "group": name}
            found.append(_row(place, period, here, round(people * share), **group))
    return found


def _row(
    place: str, period: str, deaths: int, people: int, kind: str = "county", **group: str
) -> dict[str, Any]:
    row: dict[str, Any] = {"measure": MEASURE, "place": place, "place_kind": kind}
    one_or_more = "years" if "–" in period else "year"
    row |= {"period": period, "period_code": period.replace("–", "/"), "period_kind": one_or_more}
    row |= group
    counted = {"status": "suppressed"} if deaths <= SMALL else {"count": deaths}
    return row | counted | {"population": people}


def _provisional(team: str) -> list[dict[str, Any]]:
    chance = Chance(f"counts {team}")
    deaths, _ = _county(team)[YEARS[-1]]
    rows = []
    for code, month in zip(MONTHS, MONTH_NAMES, strict=True):
        deaths = round(deaths * (1 + chance.bell(0.03)))
        rows.append(
            {
                "measure": COUNTS,
                "place": _name(team),
                "place_kind": "county",
                "period": f"12 months ending {month} 2024",
                "period_code": code,
                "period_kind": "12_months_ending",
                "count": deaths,
                "population_status": "missing",
                "predicted": round(deaths * 1.03),
            }
        )
    return rows


def _name(team: str) -> str:
    return f"{team.partition('-')[0].title()} County"
