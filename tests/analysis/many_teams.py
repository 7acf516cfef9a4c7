"""Several teams with files of the same counties, made from people that are counted.

``World`` knows every person's county, year and sex, so that all sums hold; a reader who knows that
too, and everything that was shown, is asked what each hidden number can be.
"""

from __future__ import annotations

import itertools
import math
import random
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linprog

from ciwidgets.analysis.joint_cohort import side_by_side, together
from ciwidgets.analysis.joint_plan import plan_jointly
from ciwidgets.analysis.joint_table import TeamNumbers, joint_table
from ciwidgets.analysis.local_numbers import shown_of
from ciwidgets.analysis.rates import NCHS_2023
from tests.support.county_numbers import file_of, row

STATE = "North Carolina"
YEARS = (2021, 2022, 2023)
SEXES = ("women", "men")
SIZES = (0, 0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 15, 18, 25, 40, 75)
_TOWN = "Ashville, Ash County, NC"
_BIT = 1e-6


class World:
    """Counties, what is left of their state, and a town in the first county."""

    def __init__(self, chance: random.Random, counties: int) -> None:
        self.counties = [f"{name} County, NC" for name in ("Ash", "Elm", "Oak", "Fir")[:counties]]
        homes = [*self.counties, "elsewhere", _TOWN]
        self.people = list(itertools.product(homes, YEARS, SEXES))
        self.count = {one: chance.choice(SIZES) for one in self.people}

    def inside(self, place):
        if place == STATE:
            return {one for one, _, _ in self.people}
        return {place, _TOWN} if place == self.counties[0] else {place}

    def who(self, place, year, sex=""):
        """Return the people a cell counts."""
        years = YEARS if year == "2021/2023" else (int(year),)
        homes = self.inside(place)
        return frozenset(
            one
            for one in self.people
            if one[0] in homes and one[1] in years and sex in ("", one[2])
        )

    def row(self, place, year, sex=""):
        kind = "state" if place == STATE else "other" if place == _TOWN else "county"
        told = {"dimension": "Sex", "group": sex} if sex else {}
        count = sum(self.count[one] for one in self.who(place, year, sex))
        return row(count, place, year, population=10**6, place_kind=kind, **told)

    def who_of(self, key):
        """Return the people that a cell of a team's own keys counts."""
        _, place, period, group = key
        names = {one.casefold(): one for one in (*self.counties, STATE, _TOWN)}
        return self.who(names[place], period.partition(" ")[2], group.removeprefix("Sex: "))


@dataclass
class Batches:
    """Batches of reports on the teams of a world, one after the other, and what a reader saw."""

    world: World
    rule: object
    files: dict = field(default_factory=dict)
    pages: dict = field(default_factory=dict)
    released: dict = field(default_factory=dict)
    earlier: list = field(default_factory=list)
    seen: dict = field(default_factory=dict)
    hidden: dict = field(default_factory=dict)
    totals: int = 0
    withheld: int = 0

    def bring(self, team, rows):
        self.files.setdefault(team, []).append(file_of(*rows))
        self.pages.setdefault(team, []).append(list(self.files[team]))

    def make(self, plan=plan_jointly):
        """Make a batch: every report, then the summary of all of them."""
        teams = []
        for team, files in self.files.items():
            shows = shown_of(files, self.rule, (team,), self.pages[team])
            known = frozenset(self.released.get(team, ()))
            teams.append(TeamNumbers(team, shows.now, shows.past, known))
        joint = joint_table(teams)
        beside = side_by_side(teams, joint)
        asked = [one for each in beside if (one := each.total(joint))]
        found = plan(joint, self.rule, asked, self.earlier)
        shown = found.shown()
        for team, keys in zip(teams, joint.keys, strict=True):
            self._print(team, {key for key in team.now.shown if keys[key] in shown})
        for one in beside:
            whole = together(one, joint, found, NCHS_2023)
            if whole and (number := whole.number).count is not None and whole.places == whole.of:
                who = frozenset().union(*(self.world.who_of(own.key) for own in one.added.values()))
                self.seen[who] = number.count
                self.totals += 1
        self.earlier += found.totals
        return found

    def _print(self, team, shown):
        for layout in team.now.layouts:
            for key in layout.cells():
                if key not in team.now.rows.rows:
                    continue
                who = self.world.who_of(key)
                if key in shown:
                    self.seen[who] = team.now.shown[key]
                else:
                    self.hidden[who] = (team.team, key)
                    self.withheld += key in team.now.shown
        self.released.setdefault(team.team, set()).update(shown)


def made_up(seed, rule, most=3):
    """Return batches on random teams, with random files that came between them."""
    chance = random.Random(seed)
    world = World(chance, chance.randint(2, 4))
    made = Batches(world, rule)
    for _ in range(chance.randint(1, most)):
        for own in chance.sample(world.counties, chance.randint(1, len(world.counties))):
            places = [own, *chance.sample([STATE, STATE, *world.counties], 2)]
            if own == world.counties[0] and chance.random() < 0.5:
                places.append(_TOWN)
            rows = {}
            for place in dict.fromkeys(places):
                for year in chance.sample([*YEARS, "2021/2023"], chance.randint(1, 3)):
                    rows[place, year, ""] = world.row(place, year)
                    if chance.random() < 0.4:
                        for sex in SEXES[: chance.randint(1, 2)]:
                            rows[place, year, sex] = world.row(place, year, sex)
            team = own.partition(" ")[0]
            made.bring(team, list(rows.values()))
        yield made


def found_out(made):
    """Return each small number that a reader of all batches can narrow down: its two ends, and it.

    The reader knows that every person is of one county, year and sex, and the rule. What is left of
    a state beside the counties that any report names is asked for too.
    """
    found = []
    for who in (*_hidden(made), *_rests(made)):
        count = sum(made.world.count[one] for one in who)
        low, high = ends(made, who)
        is_narrow = high - low < made.rule.width - _BIT or high <= made.rule.highest
        is_cell = who in made.hidden
        if is_narrow and made.rule.hides(count) and (is_cell or low >= made.rule.lowest):
            found.append((made.hidden.get(who, "rest"), low, high, count))
    return found


def ends(made, who):
    """Return the least and the most that some people can be, for all that was shown."""
    place_of = {one: place for place, one in enumerate(made.world.people)}

    def vector(people):
        found = np.zeros(len(place_of))
        found[[place_of[one] for one in people]] = 1
        return found

    hidden = _hidden(made)
    known = {
        "A_eq": np.array([vector(one) for one in made.seen]) if made.seen else None,
        "b_eq": np.array(list(made.seen.values())) if made.seen else None,
        "A_ub": np.array([-vector(one) for one in hidden]) if hidden else None,
        "b_ub": np.full(len(hidden), -made.rule.floor) if hidden else None,
    }
    solved = [linprog(sign * vector(who), bounds=(0, None), **known) for sign in (1, -1)]
    assert all(one.status in (0, 3) for one in solved), "what was shown contradicts itself"
    low, high = (one.fun if one.status == 0 else -math.inf for one in solved)
    return low, -high


def _hidden(made):
    return [one for one in made.hidden if one not in made.seen]


def _rests(made):
    named = {*made.seen, *made.hidden}
    for year, sex in itertools.product(YEARS, ("", *SEXES)):
        state = made.world.who(STATE, year, sex)
        inside = [made.world.who(one, year, sex) for one in made.world.counties]
        if state in named:
            yield state.difference(*(one for one in inside if one in named))
