"""Made ``schema_1.db`` once, with the first version; it is not run again, so that it stays old."""

from __future__ import annotations

import sys

from ciwidgets.enrolment import load_program
from ciwidgets.model import JoinCode, Person, Rating, Role
from ciwidgets.store import Store
from tests.support.drafts import draft, edit, idea
from tests.support.room import small_program

if __name__ == "__main__":
    with Store(f"sqlite:///{sys.argv[1]}") as store:
        load_program(store, small_program())
        person = Person(role=Role.PARTICIPANT, name="Made-up Ada", return_code_hash="a" * 64)
        first, *_ = store.append(
            [
                idea("Rides to treatment 🚐 علاج \u202eabc"),
                idea("<script>alert(1)</script> '; DROP TABLE entries; --\n=1+1"),
                draft(person, record_id="ada"),
                draft(JoinCode(code="2" * 8, role=Role.FACILITATOR), team_id="", author_id=""),
                draft(Rating(step="a/b", survey="pulse", answers={"talk": 4})),
            ]
        )
        store.append([edit(first, "x" * 280, occasion="forum-1")])
        store.append([edit(store.history(first.record_id)[-1], "gone", retracted=True)])
