"""A guided exercise a person does for themselves, prompt by prompt."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from ciwidgets.errors import NotAllowed
from ciwidgets.model import Reflection, record_id_for
from ciwidgets.visit.exercise import Exercise
from ciwidgets.visit.messages import Message, SaveReflection
from ciwidgets.visit.presence import Presence, Reply, Shows
from ciwidgets.widgets import ReflectionWidget
from ciwidgets.words.refusals import refusal

# The prompts of an exercise, part by part; their words stand in reflection.kernel.toml.
EXERCISES: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "ladder": {
        "up": ("data", "selected", "meaning", "assumption", "conclusion", "belief", "action"),
        "down": ("other_reason", "left_out", "ask"),
    },
    "iceberg": {
        "look": ("event", "pattern", "structure", "model"),
        "change": ("change_model", "change_structure", "change_pattern", "change_event"),
    },
}


class ReflectionExercise(Exercise[ReflectionWidget]):
    """Keeps a person's own answers, over all occasions; no page but their own is given them.

    Whoever has come in may do it, a facilitator too: nothing in it is the team's.
    """

    forms: ClassVar[dict[str, type[Message]]] = {"save": SaveReflection}
    closes: ClassVar[bool] = False
    for_few: ClassVar[bool] = True
    shows: ClassVar[Shows] = frozenset({Reflection})

    def __init__(self, visit: Presence, step: str, exercise: str) -> None:
        """Show a guided exercise.

        Raises:
            LookupError: where there is no exercise of this name.
        """
        if exercise not in EXERCISES:
            raise LookupError(
                f"There is no guided exercise {exercise!r}. There are: {', '.join(EXERCISES)}."
            )
        super().__init__(visit, step, ReflectionWidget(words=visit.words_for("reflection")))
        self.exercise = exercise
        self.widget.parts = self._parts()

    def answer(self, message: SaveReflection) -> Reply:
        """Keep a person's answers, all of them."""
        self.visit.require_identity()
        prompts = {one for part in EXERCISES[self.exercise].values() for one in part}
        if not message.answers.keys() <= prompts:
            raise NotAllowed(refusal("no_question"))
        answers = {name: text for name, text in message.answers.items() if text}
        body = Reflection(step=self.step, exercise=self.exercise, answers=answers)
        return self.save(self.draft(self._own_id(), body, message, message.base_revision))

    def count_answered(self) -> int:
        """Return 0: not even how many have written is told."""
        return 0

    def show(self) -> None:
        """Show a person their own answers."""
        mine = self.visit.record.get(self._own_id())
        self.widget.mine = {
            "answers": mine.body.answers if mine else {},
            "revision": mine.revision if mine else 0,
        }

    def clear(self) -> None:
        """Show nobody's answers."""
        self.widget.mine = {}

    def _own_id(self) -> str:
        identity = self.visit.require_identity()
        # By the team too: what a facilitator writes stands in the record of the team looked at.
        return record_id_for(
            Reflection.kind, identity.person_id, identity.team_id, self.step, self.exercise
        )

    def _parts(self) -> list[dict[str, Any]]:
        words = self.visit.kernel_words_for("reflection")
        return [
            {
                "name": words[f"part_{self.exercise}_{part}"],
                "prompts": [
                    {
                        "id": one,
                        "name": words[f"level_{self.exercise}_{one}"],
                        "ask": words[f"ask_{self.exercise}_{one}"],
                        "such_as": words[f"such_as_{self.exercise}_{one}"],
                    }
                    for one in prompts
                ],
            }
            for part, prompts in EXERCISES[self.exercise].items()
        ]
