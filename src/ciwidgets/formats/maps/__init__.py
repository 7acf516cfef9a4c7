"""Maps people already have, in and out, one module a format behind one door."""

from ciwidgets.formats.maps.door import read_maps, read_maps_bytes
from ciwidgets.formats.maps.drafts import map_drafts
from ciwidgets.formats.maps.parts import MapFile, ReadLink, ReadMap
from ciwidgets.formats.maps.writing import WRITERS, Written, write_map

__all__ = [
    "WRITERS",
    "MapFile",
    "ReadLink",
    "ReadMap",
    "Written",
    "map_drafts",
    "read_maps",
    "read_maps_bytes",
    "write_map",
]
