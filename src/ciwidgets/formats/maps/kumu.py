"""Kumu's JSON: a blueprint (words by their labels), a project's backup, or bare rows of links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ciwidgets.errors import FileRefused
from ciwidgets.formats.maps.edges import join, word_parts
from ciwidgets.formats.maps.parts import MapBuilder, ReadMap, tidy

FORMAT = "kumu"


def from_json(raw: Mapping[str, Any], name: str) -> ReadMap:
    """Return the map of a blueprint or a backup.

    Raises:
        FileRefused: it holds no element and no connection.
    """
    elements = [_flat(one) for one in _objects(raw.get("elements"))]
    connections = [_flat(one) for one in _objects(raw.get("connections"))]
    if not elements and not connections:
        raise FileRefused(f"{name} is a Kumu file without elements. Please export it again.")
    build = MapBuilder(name, _text(raw.get("name")))
    ids: dict[str, str] = {}
    labels: dict[str, str] = {}
    for one in elements:
        file_id = one.get("_id") or one.get("id", "")
        label = tidy(one.get("label", ""))
        word_id = build.word(label, file_id, **word_parts(one))
        if file_id:
            ids.setdefault(file_id, word_id)
        labels.setdefault(label.casefold(), word_id)
    is_backup = any("_id" in one for one in elements)
    for one in connections:
        ends = []
        for end in (one.get("from", ""), one.get("to", "")):
            key = tidy(end).casefold()
            if end not in ids and key not in labels and not is_backup and key:
                labels[key] = build.word(end)
            ends.append(ids.get(end) or labels.get(key, ""))
        if not all(ends):
            build.note("lost_end", f"“{tidy(one.get('from', ''), 30)}”")
            continue
        join(build, ends[0], ends[1], one)
    loops = raw.get("loops")
    if isinstance(loops, list) and loops:
        build.say("The loops named in the file are not kept; loops are found anew from the links.")
    return build.done()


def from_rows(rows: list[Any], name: str) -> ReadMap:
    """Return the map of a JSON list of rows: from, to, label, type, ..."""
    build = MapBuilder(name)
    labels: dict[str, str] = {}
    for row in rows:
        cells = [_text(one) for one in row[:6]]
        ends = []
        for end in cells[:2]:
            key = tidy(end).casefold()
            if key not in labels:
                labels[key] = build.word(end)
            ends.append(labels[key])
        named = ("from", "to", "label", "type", "tags", "description")
        join(build, ends[0], ends[1], dict(zip(named, cells, strict=False)))
    return build.done()


def are_rows(raw: object) -> bool:
    """Tell whether JSON is a list of rows that each begin with two names and go on with words."""
    return (
        isinstance(raw, list)
        and bool(raw)
        and all(
            isinstance(row, list)
            and len(row) >= 3
            and all(isinstance(one, str | int | float | None) for one in row)
            and all(isinstance(one, str) and one.strip() for one in row[:2])
            for row in raw
        )
    )


def _objects(raw: object) -> Iterator[Mapping[str, Any]]:
    for one in raw if isinstance(raw, list) else []:
        if isinstance(one, Mapping):
            yield one


def _flat(raw: Mapping[str, Any]) -> dict[str, str]:
    """Return an object's values as texts, with those of its attributes beside them."""
    flat = {str(key).casefold(): _text(value) for key, value in raw.items()}
    attributes = raw.get("attributes")
    if isinstance(attributes, Mapping):
        flat |= {str(key).casefold(): _text(value) for key, value in attributes.items()}
    return flat


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, str | int | float) else ""
