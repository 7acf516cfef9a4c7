"""Maps that were drawn somewhere else: how a page reads them, shows them, and keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ciwidgets.errors import NotAllowed
from ciwidgets.model import Draft, Entry, ImportedMap
from ciwidgets.visit.file_kinds import Asker, FileKind
from ciwidgets.visit.file_preview import as_title, maps_preview
from ciwidgets.words.refusals import refusal

if TYPE_CHECKING:
    from ciwidgets.formats.maps import MapFile
    from ciwidgets.results.naming.team_record import TeamRecord
    from ciwidgets.visit.messages import KeepFile, ReadFile
    from ciwidgets.visit.upload import Upload

# Every page of the team reads all of them when somebody joins.
MOST_MAPS = 500


class MapFiles(FileKind["MapFile"]):
    """Files of one map or of many, each a record of its own; they come and go together."""

    name = "maps"
    body = ImportedMap

    def read(self, files: Mapping[str, Upload], asked: ReadFile, asker: Asker) -> MapFile:
        """Read the maps."""
        from ciwidgets.formats.maps import read_maps_bytes  # noqa: PLC0415 slow to load

        del asked, asker
        file = files["file"]
        found = read_maps_bytes(file.name, file.data())
        if len(found.maps) > MOST_MAPS:
            raise NotAllowed(
                refusal(
                    "too_many_maps",
                    name=file.name,
                    maps=f"{len(found.maps):,}",
                    most=f"{MOST_MAPS:,}",
                )
            )
        return found

    def preview(
        self, file: MapFile | None, asker: Asker, before: Entry[Any] | None
    ) -> dict[str, Any]:
        """Return what was understood of each map, and what they most likely are."""
        assert file is not None
        title = file.maps[0].title if len(file.maps) == 1 else file.name.rpartition(".")[0]
        if before is not None:
            title = self.title(before, asker.record)
        return {
            "title": as_title(title or file.name),
            "format": file.format,
            "dropped": [],
            "survey": {},
            "indicators": {},
            **maps_preview(file, before.body.counts_as if before else file.counts_as),
        }

    def drafts(self, file: MapFile, asker: Asker, asked: KeepFile) -> list[Draft]:
        """Return each map under the title, as one person's or a group's own."""
        from ciwidgets.formats.maps import map_drafts  # noqa: PLC0415 slow to load

        # The command can say which sector people's maps are of; a page leaves that as it is.
        here = self.before(file, asker)
        return map_drafts(
            file,
            team_id=asker.team_id,
            occasion=asker.occasion,
            counts_as=asked.counts_as,
            sector=here.body.sector if here and asked.counts_as == "person" else "",
            title=asked.title,
        )

    def before(self, file: MapFile, asker: Asker) -> Entry[Any] | None:
        """Return the first of the file's maps that is or was here: its ids come from its bytes."""
        from ciwidgets.formats.maps import map_drafts  # noqa: PLC0415 slow to load

        ids = {draft.record_id for draft in map_drafts(file, team_id=asker.team_id)}
        return self._first(asker, lambda one: one.record_id in ids)

    def again(
        self, batch: list[Draft], before: Entry[Any], record: TeamRecord
    ) -> list[tuple[Draft, Entry[Any]]]:
        """Return every map of the file."""
        del before
        here = ((draft, record.get(draft.record_id)) for draft in batch)
        return [(draft, entry) for draft, entry in here if entry is not None]

    def whole(self, entry: Entry[Any], record: TeamRecord) -> list[Entry[Any]]:
        """Return all maps that came in with one, itself first."""
        came = _came_with(entry, record)
        every = record.current(ImportedMap, team_id=entry.team_id)
        others = [one for one in every if one.record_id != entry.record_id]
        return [entry, *(one for one in others if _came_with(one, record) == came)]

    def title(self, entry: Entry[Any], record: TeamRecord) -> str:
        """Return what all maps of a file are called together."""
        return _title(self.whole(entry, record))

    def listed(self, record: TeamRecord, team_id: str) -> dict[str, dict[str, Any]]:
        """Return one line a file: the first of its maps stands for all."""
        files: dict[str, list[Entry[ImportedMap]]] = {}
        for entry in record.current(ImportedMap, team_id=team_id):
            files.setdefault(_came_with(entry, record), []).append(entry)
        return {
            entries[0].record_id: {
                "title": _title(entries),
                "people": len(entries) if entries[0].body.counts_as == "person" else 0,
                "rows": 0,
                "maps": len(entries),
                "counts_as": 0,
                "withheld": "",
            }
            for entries in files.values()
        }


def _came_with(entry: Entry[Any], record: TeamRecord) -> str:
    return record.history(entry.record_id)[0].request_id


def _title(entries: list[Entry[ImportedMap]]) -> str:
    """Return what several maps are called without their numbers and sheets."""
    body = entries[0].body
    if len(entries) == 1:
        return body.title
    return body.title.rpartition(" " if body.counts_as == "person" else ": ")[0] or body.title
