"""Mental Modeler's maps: XML old and new, and JSON, which say the same under the same names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal

from ciwidgets.formats.maps.parts import MapBuilder, ReadMap, tidy
from ciwidgets.formats.maps.strengths import number_of, plain, steady, strength_of
from ciwidgets.formats.maps.xml_door import local_name
from ciwidgets.model.maps import MapScenario, ScenarioPush

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

FORMAT = "mental_modeler"
MOST_SCENARIOS = 50
_LISTS = ("concepts", "relationships", "scenarios")
Raw = Mapping[str, Any]


def from_xml(root: Element, name: str) -> ReadMap:
    """Return the map below the outermost element, ``mentalModeler`` in any spelling."""
    raw = _as_raw(root)
    names = (one for one in root.iter() if local_name(one) == "groupname")
    raw["groupnames"] = {one.get("index", ""): (one.text or "").strip() for one in names}
    return from_raw(raw, name)


def from_raw(raw: Raw, name: str) -> ReadMap:
    """Return the map of a file's JSON, or of its XML in the same form.

    Raises:
        FileRefused: it has no word, or more than a map may have.
    """
    raw = _lower(raw)
    info = _lower(raw.get("info"))
    build = MapBuilder(name, _text(info.get("name")))
    if _text(info.get("author")):
        build.say("The author's name in the file is not kept.")
    concepts = list(_each(raw.get("concepts")))
    ids: dict[str, str] = {}
    placed = [(concept, _word(concept, build, ids)) for concept in concepts]
    for concept, source in placed:
        for one in _each(concept.get("relationships")):
            _link(one, source, build, ids)
    build.group_names = _group_names(raw.get("groupnames"))
    scenarios = list(_each(raw.get("scenarios")))
    build.scenarios = [_scenario(one, build, ids) for one in scenarios[:MOST_SCENARIOS]]
    if len(scenarios) > MOST_SCENARIOS:
        build.say(
            f"The file has {len(scenarios)} what-ifs; the first {MOST_SCENARIOS} of them were kept."
        )
    return build.done()


def _word(concept: Raw, build: MapBuilder, ids: dict[str, str]) -> str:
    file_id = _text(concept.get("id"))
    word_id = build.word(
        _text(concept.get("name")),
        file_id,
        notes=_text(concept.get("notes")),
        units=_text(concept.get("units")),
        group=_group(_text(concept.get("group"))),
        x=number_of(_text(concept.get("x"))),
        y=number_of(_text(concept.get("y"))),
        wanted=_sign(_text(concept.get("preferredstate"))),
    )
    if file_id and file_id in ids:
        build.note("same_id", tidy(file_id, 40))
    ids.setdefault(file_id, word_id)
    return word_id


def _link(one: Raw, source: str, build: MapBuilder, ids: Mapping[str, str]) -> None:
    file_id = _text(one.get("id"))
    if file_id not in ids:
        build.note("lost_end", f"“{tidy(_text(one.get('name')) or file_id, 40)}”")
        return
    build.link(
        source,
        ids[file_id],
        strength_of(_text(one.get("influence"))),
        number_of(_text(one.get("confidence"))),
        _text(one.get("notes")),
    )


def _scenario(raw: Raw, build: MapBuilder, ids: Mapping[str, str]) -> MapScenario:
    pushes: dict[str, ScenarioPush] = {}
    selected: dict[str, None] = {}
    for one in _each(raw.get("concepts")):
        word_id = ids.get(_text(one.get("id")))
        if word_id is None:
            continue
        if _text(one.get("selected")).casefold() == "true":
            selected[word_id] = None
        value = strength_of(_text(one.get("influence"))).value
        if value:  # in Mental Modeler 0 means that nothing is held
            if abs(value) > 1:
                build.note("clipped", plain(value))
            pushes[word_id] = ScenarioPush(word_id=word_id, to=steady(min(max(value, -1.0), 1.0)))
    return MapScenario(
        name=tidy(_text(raw.get("name"))), pushes=list(pushes.values()), selected=list(selected)
    )


def _group(text: str) -> int | None:
    number = number_of(text)
    return int(number) if number is not None and number in range(100) else None


def _sign(text: str) -> Literal[-1, 0, 1]:
    number = number_of(text) or 0
    return 1 if number > 0 else -1 if number < 0 else 0


def _group_names(raw: Any) -> dict[str, str]:
    if not isinstance(raw, Mapping):
        return {}
    named = ((str(index)[:20], tidy(_text(name))) for index, name in list(raw.items())[:100])
    return {index: name for index, name in named if index and name}


def _as_raw(element: Element) -> dict[str, Any]:
    """Return an element's children by their names; the lists are lists."""
    raw: dict[str, Any] = {}
    for child in element:
        tag = local_name(child)
        if tag in _LISTS:
            raw[tag] = [_as_raw(one) for one in child if local_name(one) == tag[:-1]]
        elif tag == "info":
            raw[tag] = _as_raw(child)
        else:
            raw[tag] = (child.text or "").strip()
    return raw


def _each(raw: Any) -> Iterator[Raw]:
    """Give the objects of a list; one alone may stand without its list."""
    for one in raw if isinstance(raw, list) else [raw]:
        if isinstance(one, Mapping):
            yield _lower(one)


def _lower(raw: Any) -> dict[str, Any]:
    return (
        {str(key).lower(): value for key, value in raw.items()} if isinstance(raw, Mapping) else {}
    )


def _text(value: Any) -> str:
    """Return a value as the text the XML would have; what is no value is none."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | int | float):
        return str(value).strip()
    return ""
