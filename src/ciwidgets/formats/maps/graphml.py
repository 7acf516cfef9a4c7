"""GraphML: words as nodes, links as directed edges, strengths as an attribute of theirs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ciwidgets.formats.maps.edges import join, word_parts
from ciwidgets.formats.maps.parts import MOST_MAPS, MapBuilder, ReadMap
from ciwidgets.formats.maps.strengths import number_of, strength_of
from ciwidgets.formats.maps.xml_door import local_name

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

FORMAT = "graphml"
_LABELS = ("label", "name", "title", "concept", "nodelabel")
_NAMES = {
    "notes": "description",
    "edge_weight": "weight",
    "edgelabel": "label",
    "w": "weight",
    "relationship": "type",
}


def read_graphs(root: Element, name: str) -> list[ReadMap]:
    """Return one map for each graph of a file; a graph inside of another is part of it."""
    keys = {
        (key.get("id") or ""): key for key in root if local_name(key) == "key" and key.get("id")
    }
    graphs = [one for one in root if local_name(one) == "graph"]
    return [_read(graph, keys, name) for graph in graphs[:MOST_MAPS]]


def _read(graph: Element, keys: Mapping[str, Element], name: str) -> ReadMap:
    build = MapBuilder(name, _data(graph, keys, "graph").get("name", ""))
    ids: dict[str, str] = {}
    for node in _all(graph, "node"):
        said = _data(node, keys, "node")
        file_id = node.get("id") or ""
        label = next((said[one] for one in _LABELS if said.get(one)), "") or file_id
        if file_id in ids:
            build.note("same_id", file_id[:40])
        word_id = build.word(
            label,
            file_id,
            **word_parts(said),
            x=number_of(said.get("x", "")),
            y=number_of(said.get("y", "")),
        )
        ids.setdefault(file_id, word_id)
    default = graph.get("edgedefault", "directed")
    for edge in _all(graph, "edge"):
        ends = edge.get("source") or "", edge.get("target") or ""
        if not all(one in ids for one in ends):
            build.note("lost_end", f"“{ends[1][:40]}”")
            continue
        directed = edge.get("directed", "true" if default != "undirected" else "false")
        said = {**_data(edge, keys, "edge"), "from": ends[0], "to": ends[1]}
        drawn = said.get("label", "")
        if strength_of(drawn).kind in ("number", "letter"):
            said.setdefault("weight", drawn)
        elif drawn in ("+", "-"):
            said.setdefault("type", drawn)
        said["direction"] = "undirected" if directed.casefold() in ("false", "0") else "directed"
        join(build, ids[ends[0]], ids[ends[1]], said)
    if any(True for _ in _all(graph, "hyperedge")):
        build.say("Links between more than two words (hyperedges) are not kept.")
    return build.done()


def _all(graph: Element, what: str) -> Iterator[Element]:
    return (one for one in graph.iter() if local_name(one) == what)


def _data(element: Element, keys: Mapping[str, Element], what: str) -> dict[str, str]:
    """Return what an element says by the names of its keys, or their defaults."""
    said: dict[str, str] = {}
    for key in keys.values():
        if key.get("for", "all") in (what, "all"):
            default = next((one.text for one in key if local_name(one) == "default"), None)
            if default:
                said[_name(key)] = default.strip()
    for data in element:
        if local_name(data) == "data":
            key_of = keys.get(data.get("key") or "")
            name = _name(key_of) if key_of is not None else (data.get("key") or "").casefold()
            inner = next((one for one in data.iter() if local_name(one) in _DRAWN), None)
            text = (inner.text if inner is not None else data.text) or ""
            if inner is not None:
                name = "label"
            if text.strip():
                said[name] = text.strip()
    for attribute in ("weight", "label"):
        if element.get(attribute):
            said.setdefault(attribute, element.get(attribute) or "")
    return said


# What yEd draws of a node or an edge: its label stands inside.
_DRAWN = ("nodelabel", "edgelabel")


def _name(key: Element) -> str:
    name = (key.get("attr.name") or key.get("id") or "").strip().casefold()
    return _NAMES.get(name, name)
