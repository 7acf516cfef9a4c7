"""The made-up themes are ones a team could have made."""

from __future__ import annotations

import importlib.util
import json
import tomllib
from pathlib import Path
from typing import Any

from ciwidgets.formats.program_file import read_program
from ciwidgets.model import Theme

SAMPLES = Path(__file__).parent.parent / "data" / "samples"
PROGRAM = read_program(SAMPLES / "program.toml")


def sample_themes() -> Any:
    """Import the module, which stands outside the package."""
    spec = importlib.util.spec_from_file_location("sample_themes", SAMPLES / "sample_themes.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def entries(forum: str, ideas: dict[str, dict[str, str]], *written: str) -> list[dict[str, Any]]:
    told = [{"kind": "idea", "record_id": one} for one in written]
    made = sample_themes().theme_entries("quillback", "boss", forum, ideas, told, PROGRAM)
    return list(made)


IDEAS = {
    "i1": {"topic": "transport"},
    "i2": {"topic": "housing"},
    "i3": {"topic": "transport"},
    "i4": {"title": ""},
    "i5": {"title": ""},
    "i6": {"topic": "stigma"},
    "i7": {"topic": "stigma"},
}


def test_ideas_of_one_topic_come_into_one_theme_and_a_lone_one_into_none() -> None:
    made = entries("forum-1", IDEAS, *IDEAS)
    bodies = [Theme.model_validate_json(json.dumps(one["body"])) for one in made]
    assert [body.item_ids for body in bodies] == [["i1", "i3"], ["i4", "i5"]]
    assert "<script>" in bodies[1].title
    assert entries("forum-1", IDEAS, *IDEAS) == made


def test_at_a_later_forum_only_what_grew_is_written_again() -> None:
    assert [one["body"]["item_ids"] for one in entries("forum-2", IDEAS, "i3")] == [["i1", "i3"]]
    assert entries("forum-3", IDEAS, "i3") == []


def test_every_theme_rests_on_statements_the_program_asks() -> None:
    asked = {f"survey:pulse:{one.id}" for one in PROGRAM.surveys[0].statements}
    topics = sample_themes().TITLES
    ideas = {f"{topic}-{n}": {"topic": topic} for topic in topics for n in range(2)}
    made = entries("forum-1", ideas, *ideas)
    assert len(made) == len(topics)
    assert {fact["fact_id"] for one in made for fact in one["body"]["evidence"]} <= asked


def test_a_need_rests_on_what_speaks_for_it_and_not_on_whatever_its_theme_rests_on() -> None:
    bank = tomllib.loads((SAMPLES / "ideas.toml").read_text(encoding="utf-8"))["ideas"]
    topics = sample_themes().TITLES
    seen = {
        one["need"]: one.get("seen", list(topics.get(one["topic"], ("", ()))[1]))
        for one in bank
        if "need" in one
    }
    asked = {one.id for one in PROGRAM.surveys[0].statements}
    assert {fact for facts in seen.values() for fact in facts} <= asked
    lines = (SAMPLES / "year.jsonl").read_text(encoding="utf-8").splitlines()
    needs = [one["body"] for one in map(json.loads, lines) if one.get("kind") == "need"]
    assert len(needs) > 50
    for need in needs:
        facts = [one["fact_id"].removeprefix("survey:pulse:") for one in need["evidence"]]
        assert facts == seen[need["text"]], need["text"]
    # Nothing was asked that speaks for this one, so it rests on nothing and says so.
    assert seen["Help can be had in every language spoken here."] == []
    assert seen["A pregnant woman can ask for help here without fear."] == ["met-with-respect"]
