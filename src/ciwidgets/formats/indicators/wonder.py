"""CDC WONDER: a tab or comma table with "Notes" first, subtotals among its rows, a footer below."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain

from ciwidgets.errors import FileRefused
from ciwidgets.formats.decoding import clean_cell
from ciwidgets.formats.indicators.choice import Choice, Meant, Sieve
from ciwidgets.formats.indicators.counts import read_rate
from ciwidgets.formats.indicators.rows import (
    ALL_PLACES,
    Found,
    IndicatorReader,
    count_of,
    fips,
    fitted,
    heading,
    label,
)
from ciwidgets.formats.indicators.wonder_columns import Columns, columns_of
from ciwidgets.formats.indicators.wonder_footer import Footer, read_footer
from ciwidgets.formats.indicators.wonder_periods import overall_period, period_of
from ciwidgets.formats.streaming import Record, Stream
from ciwidgets.formats.understood import listed, short
from ciwidgets.model.indicators import (
    IndicatorRow,
    NumberStatus,
    PlaceKind,
    PublishedRate,
    RateBasis,
)

NATION = "United States"
UNKNOWN_PLACE = "Place not said in the file"
_WIDTHS: dict[PlaceKind, int] = {"county": 5, "state": 2}
_FOOTER_STARTS = ("---", "Dataset:", "Query Parameters:", "Query Date:", "Caveats:", "Messages:")
_ONE_PLACE = re.compile(r"([^;]+?)\s*\((\d{2}|\d{5})\)")

# A name so like the file's own is a slip; "Overdose deaths" for "Deaths" is not.
_NEARLY = 0.75
_NOWHERE = Meant("", "", "other", "")  # until the footer is read


def recognises(headings: Sequence[str]) -> bool:
    """Tell whether these are WONDER's headings: "Notes" first, or pairs of "X" and "X Code"."""
    names = [heading(one) for one in headings]
    columns = columns_of(headings)
    paired = any(f"{name}code" in names for name in names if name)
    grouped = columns.places or columns.periods or columns.groups
    is_template = {"place", "group", "measure"} & set(names)
    found = columns.count >= 0 and grouped and (paired or columns.notes == 0)
    return bool(found and not is_template)


def read(headings: Sequence[str], stream: Stream, choice: Choice) -> Found:
    """Read the table and the footer below it."""
    columns = columns_of(headings)
    found = Found(stream.name)
    # The file has one measure, called "Deaths" whatever they died of: one that is named names it.
    asked = choice.asked_measures
    _refuse_a_slip(asked, columns.measure, stream.name)
    measure = label(asked[0] if len(asked) == 1 else columns.measure)
    rows: list[tuple[int, list[str], Meant]] = []
    where = [index for one in columns.places for index in (one.label, one.code) if index >= 0]
    sieve = Sieve(where, choice, stream.name, lambda cells: _meant(cells, columns, measure))
    for line, cells in _data(headings, columns, stream):
        meant = sieve.wanted(cells) if where else _NOWHERE
        if meant:
            found.check_room(len(rows))
            rows.append((line, cells, meant))
    footer = read_footer(stream.tail, stream.delimiter)
    table = _Table(columns, footer, stream)
    if not where:
        # Only the footer can say what place it is, after all rows.
        only = _only_place(footer, choice, found, measure)
        is_wanted = choice.wants(only.place, only.code, measure, stream.name)
        rows = [(line, cells, only) for line, cells, _ in rows if is_wanted]
    for line, cells, meant in rows:
        found.add(line, partial(table.row, cells, meant))
    _say(found, footer, columns)
    return found


def _data(headings: Sequence[str], columns: Columns, stream: Stream) -> Iterator[Record]:
    """Give the rows of the table, and leave the stream where the footer begins."""
    width, count = len(headings), columns.count
    for line, cells in stream.records:
        # A filled count in a row of the full width is no footer: most rows are settled by that.
        if len(cells) == width and cells[count]:
            yield line, cells
        elif _is_footer(cells, headings, columns):
            last = [cell for cell in cells if cell.strip()][-1]
            stream.tail = chain([last], stream.tail)
            return
        elif any(cell.strip() for cell in cells):
            yield line, fitted(cells, headings, line, stream)


class _Table:
    """The rows of one file, understood with its columns and its footer."""

    def __init__(self, columns: Columns, footer: Footer, stream: Stream) -> None:
        self._columns = columns
        self._stream = stream
        self._per = footer.per
        self._overall = overall_period(footer)
        dimensions = [*columns.places[:1], *columns.periods[:1], *columns.groups]
        self._dimensions = [one.label for one in dimensions]

    def row(self, cells: list[str], meant: Meant) -> IndicatorRow:
        columns = self._columns
        count, status = count_of(cells[columns.count], self._stream.delimiter)
        population: int | None = None
        known: NumberStatus = "missing"
        if columns.population >= 0:
            population, known = count_of(cells[columns.population], self._stream.delimiter)
        rates = [self._rate(cells, basis, status) for basis in columns.rates]
        if count is not None and any(one.status == "unreliable" for one in rates):
            status = "unreliable"
        groups = [one for one in columns.groups if cells[one.label].strip()]
        is_noted = columns.notes >= 0 and cells[columns.notes].strip() == "Total"
        period = period_of(cells, columns, self._overall)
        return IndicatorRow(
            measure=meant.measure,
            place=meant.place,
            place_code=meant.code,
            place_kind=meant.kind,
            period=label(period.label),
            period_code=period.code,
            period_kind=period.kind,
            dimension=label(" · ".join(one.name for one in groups)),
            group=label(" · ".join(cells[one.label].strip() for one in groups)),
            count=count,
            status=status,
            population=population,
            population_status=known,
            rates=rates,
            # A copy may have lost the word "Total"; what it is a total of is blank all the same.
            is_total=is_noted or not all(cells[index].strip() for index in self._dimensions),
        )

    def _rate(self, cells: list[str], basis: RateBasis, count: NumberStatus) -> PublishedRate:
        where = self._columns.rates[basis]
        rate, status = read_rate(clean_cell(cells[where["rate"]])[0]) if "rate" in where else (
            None, "missing",
        )  # fmt: skip
        if count == "suppressed" or status not in ("shown", "unreliable"):
            # Nothing that a hidden count could be told from.
            hidden: NumberStatus = "suppressed" if count == "suppressed" else status
            return PublishedRate(basis=basis, status=hidden, per=self._per)
        ends = {
            end: read_rate(clean_cell(cells[where[end]])[0])[0]
            for end in ("lower", "upper")
            if end in where
        }
        return PublishedRate(basis=basis, rate=rate, status=status, per=self._per, **ends)


def _is_footer(cells: list[str], headings: Sequence[str], columns: Columns) -> bool:
    filled = [cell.strip() for cell in cells if cell.strip()]
    if len(filled) == 2 and heading(headings[0]) in ("", "unnamed0"):
        filled = filled[1:]  # a copy that pandas saved has row numbers in front
    if len(filled) != 1:
        return False
    noted = columns.notes
    return filled[0].startswith(_FOOTER_STARTS) or (
        0 <= noted < len(cells) and bool(cells[noted].strip()) and filled[0] != "Total"
    )


def _meant(cells: list[str], columns: Columns, measure: str) -> Meant:
    for one in columns.places:
        name = cells[one.label].strip()
        if name:
            kind = one.place or "other"
            code = cells[one.code] if one.code >= 0 and kind in _WIDTHS else ""
            plain = fips(code, _WIDTHS.get(kind, 0)) if code else ""
            return Meant(label(name), plain, kind, measure)
    return Meant(ALL_PLACES, "", "other", measure)


def _refuse_a_slip(asked: Sequence[str], measure: str, name: str) -> None:
    """Make sure that who names the one measure means to, and has not mistyped it.

    Raises:
        FileRefused: where the name is nearly, and not quite, the file's own.
    """
    own, named = measure.casefold(), asked[0].casefold() if len(asked) == 1 else ""
    if named != own and difflib.get_close_matches(named, [own], cutoff=_NEARLY):
        raise FileRefused(
            f"{name} counts {measure!r}, and you named {asked[0]!r}. If that is what you mean, "
            "write it as the file does; to say what was counted, give another name, such as "
            "'Opioid overdose deaths'."
        )


def _only_place(footer: Footer, choice: Choice, found: Found, measure: str) -> Meant:
    if footer.places:
        one = _ONE_PLACE.fullmatch(footer.places)
        if one:
            kind: PlaceKind = "state" if len(one[2]) == 2 else "county"
            return Meant(label(one[1]), one[2], kind, measure)
        return Meant(label(footer.places), "", "other", measure)
    if footer.dataset:
        return Meant(NATION, "", "nation", measure)
    if len(choice.asked_places) == 1:
        return Meant(label(choice.asked_places[0]), "", "other", measure)
    found.warnings.append(
        "The file has no column of places, and its footer is cut off, so it is not known what "
        "place these numbers are for. Name it with --place, or bring the file with its footer."
    )
    return Meant(UNKNOWN_PLACE, "", "other", measure)


def _say(found: Found, footer: Footer, columns: Columns) -> None:
    found.source = footer.dataset
    found.asked_on = footer.asked_on
    found.parameters = footer.parameters
    found.notes = footer.notes
    if columns.unused:
        found.drop(listed([short(one) for one in columns.unused]), "not needed for a rate")
    if footer.unread:
        found.drop(f"{footer.unread} lines of the footer", "it is longer than is kept")
    if not footer.dataset:
        found.warnings.append(
            "The lines below the table (data set, query, caveats) are missing, so the source and "
            "its cautions are not known. Please bring the file as WONDER wrote it if you can."
        )
    if not columns.periods and not overall_period(footer).label:
        found.warnings.append(
            "Neither the table nor a footer says which years these numbers are for."
        )


READER = IndicatorReader(
    name="wonder",
    looks_for="“Notes” and pairs such as “County” and “County Code” (CDC WONDER)",
    recognises=recognises,
    read=read,
)
