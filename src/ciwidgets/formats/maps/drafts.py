"""From the maps of a file to what the store keeps of them."""

from __future__ import annotations

from typing import Literal

from ciwidgets.formats.maps.parts import MapFile, ReadMap, tidy
from ciwidgets.formats.maps.strengths import steady
from ciwidgets.model import Draft, ImportedMap, record_id_for
from ciwidgets.model.maps import MapLink

_MOST_WARNINGS = 100
_LONGEST_WARNING = 1_900
_LONGEST_TITLE = 280


def imported_map(
    file: MapFile, one: ReadMap, *, counts_as: Literal["person", "group"], sector: str, title: str
) -> ImportedMap:
    """Return one map of a file as it is kept: its strengths between -1 and 1."""
    largest = max(file.largest, 1.0)
    return ImportedMap(
        title=title,
        format=file.format,
        file_name=tidy(file.name),
        counts_as=counts_as,
        sector=sector,
        words=list(one.words),
        links=[
            MapLink(
                source=link.source,
                target=link.target,
                weight=steady(link.weight / largest),
                confidence=link.confidence,
                notes=link.notes,
            )
            for link in one.links
        ],
        scenarios=list(one.scenarios),
        group_names=dict(one.group_names),
        warnings=[
            tidy(said, _LONGEST_WARNING) for said in (*file.warnings, *one.warnings)
        ][:_MOST_WARNINGS],
    )  # fmt: skip


def map_drafts(
    file: MapFile,
    *,
    team_id: str,
    occasion: str = "",
    counts_as: Literal["person", "group", ""] = "",
    sector: str = "",
    title: str = "",
) -> list[Draft]:
    """Return the maps of a file as one batch for the store.

    All ids come from the file's content, the team and the map's number: bringing the same file
    again makes the same records. Whose a person's map is, is not kept: neither in its title nor in
    its author's id.
    """
    kind = counts_as or file.counts_as
    # Sheets of a workbook may be brought one by one; each is another request.
    sheet = [file.sheet.casefold()] if file.sheet else []
    request_id = record_id_for("import", file.sha256, team_id, occasion, *sheet)
    batch = []
    for number, one in enumerate(file.maps, start=1):
        key = (file.sha256, team_id, str(one.number or number))
        body = imported_map(
            file, one, counts_as=kind, sector=sector, title=_title(file, one, number, kind, title)
        )
        batch.append(
            Draft(
                record_id=record_id_for("imported_map", *key),
                body=body,
                request_id=request_id,
                team_id=team_id,
                author_id=record_id_for("imported_person", *key) if kind == "person" else "",
                occasion=occasion,
                ordinal=number,
            )
        )
    return batch


def _title(file: MapFile, one: ReadMap, number: int, kind: str, wished: str) -> str:
    several = len(file.maps) > 1
    if kind == "group":
        # Sheets of one file keep their own names behind the one that was wished for.
        name = f"{wished}: {one.title}" if wished and several else wished or one.title
    else:
        name = wished or tidy(file.name.rpartition(".")[0]) or "Map"
        name = f"{name} {number}" if several else name
    return tidy(name, _LONGEST_TITLE)
