"""Themes in a step: people sort the ideas of another step's board."""

from __future__ import annotations

from typing import Any, ClassVar

from ciwidgets.analysis.themes import Sorted, put
from ciwidgets.errors import Conflict, NotAllowed, RequestReused
from ciwidgets.model import Body, Draft, Entry, Theme
from ciwidgets.results.themes import sorted_wall
from ciwidgets.results.walls import wall
from ciwidgets.visit.evidence import FactsHere
from ciwidgets.visit.exercise import put_beside, saved
from ciwidgets.visit.messages import DropRecord, Message, PlaceItems, SaveTheme, parse
from ciwidgets.visit.presence import OF_THE_WALL, Presence, Reply, Shows
from ciwidgets.visit.records import RecordsExercise
from ciwidgets.visit.tries import Tries
from ciwidgets.widgets import ThemesWidget
from ciwidgets.words.refusals import Refusal, refusal

# As many ideas as one theme's record holds.
_MOST_IDEAS = 200
# Moves that changed nothing: a page waits for the answer to one message at a time.
_MOST_REMEMBERED = 50


class ThemesExercise(RecordsExercise[ThemesWidget, Theme]):
    """Themes the whole team owns. Words can conflict; moving ideas never does.

    An idea is moved by a message of its own, read against the record as it is at that moment: two
    people who move different ideas at once both get what they asked for, and of two who move the
    same idea the later one does. A title that is saved leaves alone what stands below it.
    """

    kind: ClassVar[type[Body]] = Theme
    forms: ClassVar[dict[str, type[Message]]] = {
        "save": SaveTheme,
        "drop": DropRecord,
        "place": PlaceItems,
    }
    shows: ClassVar[Shows] = frozenset({Theme, *OF_THE_WALL, *FactsHere.kinds})
    most = 40

    def __init__(self, visit: Presence, step: str, on: str) -> None:
        """Sort the board of step ``on``."""
        self.board = f"{visit.workbook}/{on}"
        widget = ThemesWidget(words=visit.words_for("themes"), board=self.board)
        super().__init__(visit, step, widget)
        self.facts = FactsHere(visit)
        self._stood: dict[str, Message] = {}

    def answer(self, message: Message) -> Reply:
        """Name a theme, drop it, or move ideas."""
        match message:
            case PlaceItems():
                if self._stood.get(message.request_id) == message:
                    return {"type": "saved", "request_id": message.request_id}
                self.require(self.may)
                return self._place(message)
            case DropRecord():
                return self._drop(message)
        return super().answer(message)

    def again(self, content: dict[str, Any], entry: Entry[Any]) -> Reply | None:
        """Return the answer to what was kept before; a move is known by where it put the ideas."""
        if not isinstance(entry.body, Theme):
            return super().again(content, entry)
        if content.get("type") == "place":
            move = parse(content, {"place": PlaceItems})
            is_same = self._was_put(move.items, move.theme_id, entry)
            return put_beside(move.request_id, entry) if is_same else None
        is_new = content.get("type") == "save" and entry.revision == 1
        theme = parse(content, {"save": SaveTheme}) if is_new else None
        if theme and not self._was_put(theme.items, theme.record_id, entry):
            raise RequestReused("This request made a theme of other ideas before.")
        return super().again(content, entry)

    def as_shown(self, entry: Entry[Theme]) -> dict[str, Any]:
        """Return a theme's words; those of its facts stand in ``facts``."""
        return {
            "id": entry.record_id,
            "revision": entry.revision,
            "title": entry.body.title,
            "fact_ids": [one.fact_id for one in entry.body.evidence],
        }

    def as_dropped(self, entry: Entry[Theme]) -> dict[str, Any]:
        """Return a theme with those of its ideas that stand in none since."""
        wall = self.visit.wall(self.board)
        stood = {wall.places.get(one, one) for one in entry.body.item_ids}
        items = [item.id for item in self._sorted().loose if item.id in stood]
        return {**self.as_shown(entry), "items": items}

    def body(self, message: SaveTheme) -> Theme:
        """Return the theme with the ideas that stand in it at this moment."""
        there = self._there(message.record_id)
        # Also of a theme that somebody dropped meanwhile: that is for the two of them to see.
        before = self.visit.record.get(message.record_id)
        return Theme(
            step=self.step,
            title=message.title,
            item_ids=there.body.item_ids if there else [],
            evidence=self.facts.chosen(message.fact_ids, before.body.evidence if before else []),
        )

    def show(self) -> None:
        """Show the wall, what stands in which theme, and the facts."""
        sorted_ = self._sorted()
        wall = self.visit.wall(self.board)
        standing = {theme.id: [item.id for item in theme.items] for theme in sorted_.themes}
        self.widget.items = [
            {
                "id": item.id,
                "text": item.text,
                "originals": [one.text for one in item.originals]
                if len(item.originals) > 1
                else [],
            }
            for item in wall.items
        ]
        self.widget.themes = [
            {**self.as_shown(entry), "items": standing[entry.record_id]} for entry in self.records()
        ]
        self.widget.facts = self.facts.as_shown()

    def clear(self) -> None:
        """Show no themes."""
        self.widget.items, self.widget.themes, self.widget.facts = [], [], []

    def too_many(self, count: int) -> Refusal:
        """Return the sentence for a list that is full."""
        return refusal("most_themes", n=count, most=self.most)

    def _sorted(self) -> Sorted:
        visit = self.visit
        return sorted_wall(visit.record, visit.team_id, self.step, self.board)

    def _was_put(self, items: list[str], theme_id: str, entry: Entry[Any]) -> bool:
        """Whether these stood in the theme as soon as the request of ``entry`` was kept."""
        visit = self.visit
        done = max(
            one.seq
            for theme in visit.record.current(Theme, team_id=visit.team_id, with_retracted=True)
            for one in visit.record.history(theme.record_id)
            if (one.author_id, one.request_id) == (entry.author_id, entry.request_id)
        )
        places = wall(visit.record, visit.team_id, self.board, done).places
        then = sorted_wall(visit.record, visit.team_id, self.step, self.board, done)
        theme_of = {item.id: theme.id for theme in then.themes for item in theme.items}
        return all(theme_of.get(places.get(one, ""), "") == theme_id for one in items)

    def _there(self, record_id: str) -> Entry[Theme] | None:
        return next((one for one in self.records() if one.record_id == record_id), None)

    def _keep(self, message: Any) -> Reply:
        self.new_record(message.record_id, Theme)
        count = len(self.records())
        if count >= self.most and self._there(message.record_id) is None:
            raise NotAllowed(self.too_many(count))

        def drafts() -> list[Draft]:
            body = self.body(message)
            there = self._there(message.record_id)
            base = self._base_of(message)
            moved = {} if there else self._after(message.items, message.record_id)
            ids = list(moved.pop(message.record_id, body.item_ids))
            theme = body.model_copy(update={"item_ids": ids})
            return [
                self.draft(message.record_id, theme, message, base),
                *self._moves(moved, message, first=1),
            ]

        return self._until_kept(message, drafts)

    def _drop(self, message: DropRecord) -> Reply:
        def drafts() -> list[Draft]:
            entry = self.of_this_step(message.record_id, Theme)
            base = self._base_of(message)
            return [self.draft(entry.record_id, entry.body, message, base, retracted=True)]

        self.require(self.may)
        return self._until_kept(message, drafts)

    def _place(self, message: PlaceItems) -> Reply:
        def drafts() -> list[Draft]:
            if message.theme_id and self._there(message.theme_id) is None:
                raise NotAllowed(refusal("theme_gone"))
            return self._moves(self._after(message.items, message.theme_id), message)

        return self._until_kept(message, drafts)

    def _after(self, items: list[str], theme_id: str) -> dict[str, tuple[str, ...]]:
        """Return what the themes hold that a move changes."""
        wall = self.visit.wall(self.board)
        places = [wall.places.get(one, "") for one in items]
        if not set(places) <= {item.id for item in wall.items}:
            raise NotAllowed(refusal("moved_idea_gone"))
        themes = {one.record_id: tuple(one.body.item_ids) for one in self.records()}
        after = put(wall, themes, places, theme_id)
        if len(after.get(theme_id, ())) > _MOST_IDEAS:
            raise NotAllowed(refusal("theme_full", n=_MOST_IDEAS))
        return after

    def _moves(
        self, after: dict[str, tuple[str, ...]], message: Message, first: int = 0
    ) -> list[Draft]:
        return [
            self.draft(
                entry.record_id,
                entry.body.model_copy(update={"item_ids": list(after[entry.record_id])}),
                message,
                entry.revision,
                ordinal=first + place,
            )
            for place, entry in enumerate(one for one in self.records() if one.record_id in after)
        ]

    def _base_of(self, message: SaveTheme | DropRecord) -> int:
        """Return the revision to build on: the newest, where only ideas were moved since."""
        there = self._there(message.record_id)
        if there is None:
            return message.base_revision
        seen = [
            one.body
            for one in self.visit.record.history(there.record_id)
            if one.revision == message.base_revision and not one.retracted
        ]
        same = seen and _words(seen[0]) == _words(there.body)
        return there.revision if same else message.base_revision

    def _until_kept(self, message: Message, drafts: Any) -> Reply:
        """Save what ``drafts`` makes of the record as it is, again where it moved meanwhile."""
        tried: list[tuple[str, int]] = []
        tries = Tries()
        while True:
            self.visit.catch_up()
            now = drafts()
            bases = [(one.record_id, one.base_revision) for one in now]
            if not now:
                # Nothing is kept that would tell that it was answered; and sent again after
                # somebody else moved the idea, it must not take that back.
                self._stood[message.request_id] = message
                for oldest in list(self._stood)[:-_MOST_REMEMBERED]:
                    del self._stood[oldest]
                return {"type": "saved", "request_id": message.request_id}
            try:
                entry = self.visit.append(now)[0]
            except Conflict as conflict:
                if bases == tried:
                    raise
                tries.lost(conflict)
                tried = bases
                continue
            is_move = isinstance(message, PlaceItems)
            return (put_beside if is_move else saved)(message.request_id, entry)


def _words(theme: Theme) -> tuple[str, list[str]]:
    return theme.title, [one.fact_id for one in theme.evidence]
