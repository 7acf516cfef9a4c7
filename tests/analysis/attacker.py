"""A reader who wants to know what is hidden; written without a look at how the audit works.

Takes what is printed and nothing else, and tries numbers: for a hidden cell it finds the smallest
one for which the rest of the puzzle can be filled in, and then whether a number far enough above
that fits as well. Whole numbers and backtracking, no linear programs.
"""

from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm

# Of whole fillings in, over all unknowns of one puzzle.
_MOST_TRIES = 6_000
_MOST_ROUNDS = 12


class Tired(Exception):
    """The puzzle was too long to try out."""


class NothingFits(Exception):
    """What is printed contradicts itself, so no number can be told from another."""


@dataclass
class Puzzle:
    """Unknowns with the range each can be in, and sums: what is added, and to what it comes.

    An unknown total stands on the other side of its sum, so it is added with a minus.
    """

    ranges: dict[object, tuple[int, int]]
    sums: list[tuple[list[tuple[object, int]], int]]
    tries: int = 0
    seen: dict[object, tuple[int, int]] = field(default_factory=dict)

    def narrowed(self, ranges):
        """Return ranges drawn in by every sum, or None when nothing fits."""
        ranges = dict(ranges)
        for _ in range(_MOST_ROUNDS):
            moved = False
            for terms, value in self.sums:
                low = sum(min(s * ranges[u][0], s * ranges[u][1]) for u, s in terms)
                high = sum(max(s * ranges[u][0], s * ranges[u][1]) for u, s in terms)
                if not low <= value <= high:
                    return None
                for unknown, times in terms:
                    a, b = ranges[unknown]
                    one, other = sorted((times * a, times * b))
                    # What all the others leave for this one, and that shared out by `times`.
                    least, most = value - (high - other), value - (low - one)
                    if times < 0:
                        least, most = -most, -least
                    new = max(a, -(-least // abs(times))), min(b, most // abs(times))
                    if new[0] > new[1]:
                        return None
                    if new != (a, b):
                        ranges[unknown], moved = new, True
                        now = sorted((times * new[0], times * new[1]))
                        low, high = low + now[0] - one, high + now[1] - other
            if not moved:
                break
        return ranges

    def fits(self, unknown, value):
        """Return whether everything can be filled in when one unknown is this."""
        low, high = self.ranges[unknown]
        if not low <= value <= high:
            return False
        return self._filled({**self.ranges, unknown: (value, value)})

    def _filled(self, ranges):
        self.tries += 1
        if self.tries > _MOST_TRIES:
            raise Tired
        ranges = self.narrowed(ranges)
        if ranges is None:
            return False
        unsure = [(high - low, str(u), u) for u, (low, high) in ranges.items() if low < high]
        if not unsure:
            return self._noted({u: low for u, (low, _) in ranges.items()})
        _, _, unknown = min(unsure)
        low, high = ranges[unknown]
        # Halves, because the sums rule out a whole half as easily as one number.
        middle = (low + high) // 2
        return self._filled({**ranges, unknown: (low, middle)}) or self._filled(
            {**ranges, unknown: (middle + 1, high)}
        )

    def _noted(self, filling):
        for terms, value in self.sums:
            if sum(times * filling[u] for u, times in terms) != value:
                return False
        for unknown, value in filling.items():
            low, high = self.seen.get(unknown, (value, value))
            self.seen[unknown] = min(low, value), max(high, value)
        return True


def combined(sums):
    """Return what follows from sums by taking them from each other (Gauss and Jordan)."""
    unknowns = sorted({unknown for terms, _ in sums for unknown, _ in terms}, key=str)
    column = {unknown: place for place, unknown in enumerate(unknowns)}
    rows = []
    for terms, value in sums:
        row = [Fraction(0)] * len(unknowns) + [Fraction(value)]
        for unknown, times in terms:
            row[column[unknown]] += times
        rows.append(row)
    done = 0
    for place in range(len(unknowns)):
        pivot = next((n for n in range(done, len(rows)) if rows[n][place]), None)
        if pivot is None:
            continue
        rows[done], rows[pivot] = rows[pivot], rows[done]
        rows[done] = [x / rows[done][place] for x in rows[done]]
        for n, row in enumerate(rows):
            if n != done and row[place]:
                rows[n] = [x - row[place] * y for x, y in zip(row, rows[done], strict=True)]
        done += 1
    found = []
    for row in rows[:done]:
        whole = lcm(*(x.denominator for x in row))
        terms = [(u, int(x * whole)) for u, x in zip(unknowns, row, strict=False) if x]
        found.append((terms, int(row[-1] * whole)))
    return found


def puzzle_of(published, floor):
    """Write down a puzzle from what is printed; what is missing counts as nothing."""
    far = 2 * sum(published.shown.values()) + 200
    ranges = {("cell", key): (floor, far) for key in published.hidden}
    sums = []
    for one in published.sums:
        nobody_knows = one.total in published.missing
        if nobody_knows or (one.covers_all and all(key in published.missing for key in one.parts)):
            continue
        terms = [(("cell", key), 1) for key in one.parts if key in published.hidden]
        value = -sum(published.shown.get(key, 0) for key in one.parts)
        if not one.covers_all:
            rest = ("rest", one.total, tuple(sorted(one.parts)))
            ranges[rest] = (0, far)
            terms.append((rest, 1))
        if one.total in published.hidden:
            terms.append((("cell", one.total), -1))
        else:
            value += published.shown[one.total]
        if terms:
            sums.append((terms, value))
    return Puzzle(ranges, combined(sums) + sums)


def attack(published, rule):
    """Return what could be learned: (unknown, lowest, highest or None for far enough) for each.

    Both ends are the true ones wherever they are nearer to each other than the rule allows. A cell
    that was two far numbers in fillings made for other cells needs no trying of its own.
    """
    puzzle = puzzle_of(published, rule.floor)
    whole = puzzle.narrowed(puzzle.ranges)
    if whole is None:
        raise NothingFits
    puzzle = Puzzle(whole, puzzle.sums)
    learned = []
    for unknown, (low, high) in sorted(whole.items(), key=str):
        one, other = puzzle.seen.get(unknown, (0, 0))
        if other >= max(one + rule.width, rule.highest + 1):
            learned.append((unknown, one, None))
            continue
        lowest = next((n for n in range(low, high + 1) if puzzle.fits(unknown, n)), None)
        if lowest is None:
            raise NothingFits
        enough = max(lowest + rule.width, rule.highest + 1)
        # Further up something fits as well wherever it fits at all, nearly always at once.
        if any(puzzle.fits(unknown, n) for n in range(enough, high + 1)):
            learned.append((unknown, lowest, None))
        else:
            highest = max(n for n in range(lowest, enough) if puzzle.fits(unknown, n))
            learned.append((unknown, lowest, highest))
    return learned


def pinned(published, rule):
    """Return what the attacker pins down closer than the rule allows.

    What parts leave of a total is only worth knowing where it may be a protected count.
    """
    return [
        (unknown, lowest, highest)
        for unknown, lowest, highest in attack(published, rule)
        if highest is not None
        and (unknown[0] == "cell" or (lowest <= rule.highest and highest >= rule.lowest))
    ]
