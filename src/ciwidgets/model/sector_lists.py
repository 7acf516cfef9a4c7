"""The sector lists that come with the package, and the crosswalk between them."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from ciwidgets.model.program import Sector


class ListedSector(Sector):
    """A sector of a shipped list; ``door_*`` is what people joining are offered in its place."""

    door_id: str = ""
    door_name: str = ""
    door_includes: str = ""

    def at_door(self) -> Sector:
        """Return the sector as a person who joins may choose it."""
        return Sector(
            id=self.door_id or self.id,
            name=self.door_name or self.name,
            includes=self.door_includes or self.includes,
        )


class SectorList(BaseModel):
    """A named list of sectors."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    sectors: Annotated[list[ListedSector], Field(min_length=1)]


class SectorFile(BaseModel):
    """The file of lists; each crosswalk row gives, by list id, the sectors that meet there."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    lists: dict[str, SectorList]
    crosswalk: list[dict[str, list[str]]]


@cache
def sector_file() -> SectorFile:
    """Return the shipped lists: ``dfc``, ``moha`` (Massachusetts) and ``safe``."""
    text = files("ciwidgets.model").joinpath("sectors.toml").read_text(encoding="utf-8")
    return SectorFile.model_validate(tomllib.loads(text))


def sectors_at_door(list_id: str) -> list[Sector]:
    """Return the sectors of a shipped list as people who join may choose them.

    Raises:
        KeyError: for a list that is not shipped.
    """
    return [sector.at_door() for sector in sector_file().lists[list_id].sectors]
