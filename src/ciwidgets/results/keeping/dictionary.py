"""What each kind of entry is and what its fields hold, said from the models themselves."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import Any, Final

from ciwidgets.model import KINDS

# What every entry has beside what it says.
ABOUT: Final = {
    "seq": "the place in the store's own order",
    "team_id": "the team; empty for the whole program",
    "occasion": "the forum or meeting it belongs to",
    "created_at": "when it was kept, in UTC",
    "author_id": "who said it: the record id of a person, or staff",
    "record_id": "the record; its revisions are its versions",
    "revision": "the version, from 1",
    "is_latest": "whether no later version is there",
    "retracted": "whether it was taken back with this version",
    "schema": "the version of the kind's form",
}


@dataclass(frozen=True, slots=True)
class Meaning:
    """A field of a kind: its type in words, and what the kind is."""

    kind: str
    field: str
    type: str
    about: str


def meanings(kinds: list[str]) -> list[Meaning]:
    """Return the fields of these kinds; the first row of each says what the kind is."""
    found = []
    for kind in kinds:
        body = KINDS[kind]
        about = _plain(inspect.getdoc(body) or "")
        found.append(Meaning(kind, "", "", about))
        schema = body.model_json_schema()
        names = schema.get("$defs", {})
        found += [
            Meaning(kind, field, _type(said, names), _nested(said, names))
            for field, said in schema.get("properties", {}).items()
        ]
    return found


def latest_of(found: list[Any]) -> set[int]:
    """Return the places of each record's latest version."""
    newest = {entry.record_id: entry.seq for entry in sorted(found, key=lambda one: one.revision)}
    return set(newest.values())


def _plain(text: str) -> str:
    return " ".join(text.replace("``", "").split())


def _type(said: dict[str, Any], names: dict[str, Any]) -> str:
    said = {**said, **names.get(str(said.get("$ref", "")).rpartition("/")[2], {})}
    if choices := said.get("enum", [said["const"]] if "const" in said else []):
        return " or ".join(str(one) or "nothing" for one in choices)
    if "anyOf" in said:
        return " or ".join(dict.fromkeys(_type(one, names) for one in said["anyOf"]))
    kind = str(said.get("format") or said.get("type", "any"))
    if kind == "array":
        return f"list of {_type(said.get('items', {}), names)}"
    if kind == "object":
        inner = said.get("additionalProperties")
        by_id = f"by id: {_type(inner, names)}" if isinstance(inner, dict) else "by id"
        return str(said.get("title", "")) if "properties" in said else by_id
    return {"string": "text", "null": "nothing", "boolean": "yes or no"}.get(kind, kind)


def _nested(said: dict[str, Any], names: dict[str, Any]) -> str:
    """Return what the parts of a field are, where it is made of parts with a name."""
    told = []
    for name, part in names.items():
        if f"/{name}'" in repr(said) and (text := part.get("description")):
            fields = ", ".join(part.get("properties", {}))
            told.append(f"{name} ({fields}): {_plain(text)}")
    return " ".join(told)
