"""For any sequence of edits nothing disappears, and the past can still be asked for."""

from __future__ import annotations

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from ciwidgets.errors import Conflict
from ciwidgets.model import Idea
from ciwidgets.store import Store
from tests.support.drafts import edit, idea

TEAMS = st.sampled_from(["pine", "oak", ""])
WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=20).filter(
    str.strip
)


class Editors(RuleBasedStateMachine):
    """People add, change, retract and send again; every entry they were given is remembered."""

    @initialize()
    def open(self):
        self.store = Store("sqlite://")
        self.sent, self.saved = [], []

    def teardown(self):
        self.store.close()

    def _save(self, draft):
        [entry] = self.store.append([draft])
        self.sent.append(draft)
        self.saved.append(entry)

    @rule(text=WORDS, team=TEAMS)
    def add(self, text, team):
        self._save(idea(text, team_id=team))

    @rule(data=st.data(), text=WORDS, retracted=st.booleans())
    def change(self, data, text, retracted):
        if not self.saved:
            return
        seen = data.draw(st.sampled_from(self.saved))
        draft = edit(seen, text, retracted=retracted)
        if seen == self._latest(self.saved)[seen.record_id]:
            self._save(draft)
        else:
            with pytest.raises(Conflict) as caught:
                self.store.append([draft])
            assert caught.value.theirs == self._latest(self.saved)[seen.record_id]

    @rule(data=st.data())
    def send_again(self, data):
        if self.sent:
            place = data.draw(st.integers(0, len(self.sent) - 1))
            assert self.store.append([self.sent[place]]) == [self.saved[place]]

    @rule(data=st.data(), team=TEAMS)
    def look_at_the_past(self, data, team):
        as_of = data.draw(st.integers(0, len(self.saved)))
        then = self._latest(self.saved[:as_of])
        asked = self.store.current(Idea, as_of=as_of, with_retracted=True)
        assert asked == list(then.values())
        asked = self.store.current(Idea, as_of=as_of, team_id=team)
        assert asked == [
            entry for entry in then.values() if entry.team_id == team and not entry.retracted
        ]
        for record_id, entry in self._latest(self.saved).items():
            assert self.store.get(record_id, as_of=as_of) == then.get(record_id)
            assert self.store.get(record_id) == entry
        assert self.store.since(as_of) == self.saved[as_of:]

    @invariant()
    def the_present_is_the_end_of_every_history(self):
        latest = self._latest(self.saved)
        assert self.store.current(Idea, with_retracted=True) == list(latest.values())
        for record_id, entry in latest.items():
            history = self.store.history(record_id)
            assert history == [one for one in self.saved if one.record_id == record_id]
            assert [one.revision for one in history] == list(range(1, len(history) + 1))
            assert history[-1] == entry
        assert [one.seq for one in self.store.since(0)] == list(range(1, len(self.saved) + 1))

    @staticmethod
    def _latest(saved):
        return {entry.record_id: entry for entry in saved}


Editors.TestCase.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
TestEditors = Editors.TestCase
