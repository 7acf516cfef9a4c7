"""A map as a matrix, as CSV or XLSX: a row for each cause, a column for each effect."""

from __future__ import annotations

from ciwidgets.formats.maps.cells import guarded
from ciwidgets.formats.maps.matrix import drawn_zeros
from ciwidgets.formats.maps.outgoing import Outgoing
from ciwidgets.formats.maps.strengths import plain
from ciwidgets.formats.safe_cells import Cell, safe_csv, safe_workbook


def write_csv(going: Outgoing) -> bytes:
    """Return the file, which a spreadsheet program opens rightly."""
    return safe_csv(
        [plain(one) if isinstance(one, float) else one for one in row] for row in _rows(going)
    )


def write_xlsx(going: Outgoing) -> bytes:
    """Return a workbook of one sheet."""
    return safe_workbook({"Map": _rows(going)})


def lost(going: Outgoing) -> tuple[str, ...]:
    """Say which links without strength cannot be told from no link at all."""
    apart = [link for link in going.links if link.source != link.target]
    zeros = sum(not link.weight for link in apart)
    blanks = len(going.words) * (len(going.words) - 1) - len(apart)
    is_told = drawn_zeros(zeros, blanks) or not zeros
    if is_told and all(link.weight for link in going.links if link.source == link.target):
        return ()
    return ("Links that were drawn without strength cannot be told from no link.",)


def _rows(going: Outgoing) -> list[list[Cell]]:
    weights = {(link.source, link.target): link.weight for link in going.links}
    labels = [guarded(word.label) for word in going.words]
    rows: list[list[Cell]] = [[guarded(going.title), *labels]]
    for word, label in zip(going.words, labels, strict=True):
        rows.append([label, *(weights.get((word.id, other.id)) for other in going.words)])
    return rows
