"""A project manager brings a file from the page: looks at what was understood, then keeps it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from ciwidgets.errors import FileRefused, NotAllowed
from ciwidgets.model import (
    Draft,
    Entry,
    ImportedAnswers,
    ImportedIndicators,
    ImportedMap,
    ImportedSurvey,
)
from ciwidgets.visit.every_file_kind import file_kind
from ciwidgets.visit.exercise import Exercise, saved
from ciwidgets.visit.file_kinds import Asker
from ciwidgets.visit.messages import (
    BeginFile,
    DropRecord,
    FilePart,
    ForgetFile,
    KeepFile,
    Message,
    ReadFile,
)
from ciwidgets.visit.permissions import BRING_FILES
from ciwidgets.visit.presence import Presence, Reply, Shows
from ciwidgets.visit.upload import (
    MOST_FILE_BYTES,
    MOST_SECOND_BYTES,
    PART_BYTES,
    READING_SECONDS,
    TookTooLong,
    Upload,
    no_longer_than,
)
from ciwidgets.widgets import BringFileWidget
from ciwidgets.words.refusals import refusal

# What a person may say anew of a file that is here already.
_MAY_CHANGE = ("title", "mapping", "counts_as", "sector", "file_name")
_GONE = refusal("file_gone")


class BringFileExercise(Exercise[BringFileWidget]):
    """One file at a time on its way in, and the files a team has.

    What a page sends is bounded before it comes, belongs to whoever sent it, and is let go of as
    soon as the page is somebody else's.
    """

    forms: ClassVar[dict[str, type[Message]]] = {
        "begin": BeginFile,
        "part": FilePart,
        "read": ReadFile,
        "keep": KeepFile,
        "forget": ForgetFile,
        "drop": DropRecord,
    }
    closes: ClassVar[bool] = False
    shows: ClassVar[Shows] = frozenset(
        {ImportedSurvey, ImportedAnswers, ImportedIndicators, ImportedMap}
    )

    def __init__(self, visit: Presence, step: str, kind: str, survey_id: str) -> None:
        """Bring files of a kind; a survey's questions may count as those of ``survey_id``.

        Raises:
            LookupError: for a kind or a survey there is not.
        """
        self.kind = file_kind(kind, survey_id)
        if survey_id and visit.program.survey(survey_id) is None:
            raise LookupError(
                f"The program has no survey {survey_id!r}. "
                f"It has: {', '.join(one.id for one in visit.program.surveys) or 'none'}."
            )
        words = visit.words_for("bring_file")
        super().__init__(visit, step, BringFileWidget(words=words, brings=kind))
        self.survey_id = survey_id
        self.widget.limits = {
            "file": MOST_FILE_BYTES,
            "second": MOST_SECOND_BYTES,
            "part": PART_BYTES,
        }
        self._describe()
        self._whose = ("", "", "")
        self._files: dict[str, Upload] = {}
        self._found: Any = None
        self._answered: Reply = {}

    def answer(self, message: Message) -> Reply:
        """Take a part, read what has arrived, keep it, let go of it, or take one off again."""
        self.require(BRING_FILES)
        match message:
            case BeginFile():
                return self._begin(message)
            case FilePart():
                return self._part(message)
            case ReadFile():
                return self._read(message)
            case KeepFile():
                return self._keep(message)
            case ForgetFile():
                self._forget()
                return {"type": "forgotten", "request_id": message.request_id}
            case DropRecord():
                return self._drop(message)
        raise TypeError(type(message))

    def count_answered(self) -> int:
        """Return how many files are here."""
        return len(self.kind.listed(self.visit.record, self.visit.team_id))

    def theirs(self, entry: Entry[Any]) -> dict[str, Any]:
        """Return the title alone: what a file holds is nothing to compare line by line."""
        return {"title": entry.body.title}

    def show(self) -> None:
        """Show the files that are here; what is on its way is shown to whoever sent it."""
        self._describe()
        if self._whose != self._who():
            self._forget()
        visit = self.visit
        details = self.kind.listed(visit.record, visit.team_id)
        found: list[Entry[Any]] = [*visit.record.current(self.kind.body, team_id=visit.team_id)]
        self.widget.brought = [
            {
                "id": entry.record_id,
                "revision": entry.revision,
                "title": entry.body.title,
                "format": entry.body.format,
                "occasion": self._occasion_name(entry.occasion),
                "brought_on": visit.record.history(entry.record_id)[0].created_at.isoformat(),
                **details[entry.record_id],
            }
            for entry in found
            if entry.record_id in details
        ]

    def clear(self) -> None:
        """Show no team's files, and hold none."""
        self._forget()
        self.widget.brought = []

    def _begin(self, message: BeginFile) -> Reply:
        here = self._files.get(message.role)
        if here is None or here.upload_id != message.upload_id:
            if message.role == "file":
                self._forget()
            elif "file" not in self._files:
                raise NotAllowed(_GONE)
            here = Upload(message.upload_id, message.role, message.name, message.size)
            # One second file: another kind of it means the first was not the right one.
            self._files = {
                role: one for role, one in self._files.items() if role in ("file", message.role)
            }
            self._files[message.role] = here
        return _arrived(message, here)

    def _part(self, message: FilePart) -> Reply:
        for upload in self._files.values():
            if upload.upload_id == message.upload_id:
                try:
                    upload.take(message.number, message.data)
                except NotAllowed:
                    del self._files[upload.role]
                    raise
                return _arrived(message, upload)
        raise NotAllowed(_GONE)

    def _read(self, message: ReadFile) -> Reply:
        self._its_file(message)
        self._found, self.widget.preview = None, {}
        try:
            with no_longer_than(READING_SECONDS):
                self._found = self.kind.read(self._files, message, self._asker())
        except FileRefused as error:
            raise NotAllowed(refusal("file_refused", why=str(error))) from error
        except TookTooLong:
            raise NotAllowed(
                refusal(
                    "read_too_long", name=self._files["file"].name, seconds=f"{READING_SECONDS:.0f}"
                )
            ) from None
        before = None
        if self._found is not None:
            before = self.kind.before(self._found, self._asker())
        self.widget.preview = {
            "upload_id": message.upload_id,
            "here": (
                self.kind.title(before, self.visit.record)
                if before and not before.retracted
                else ""
            ),
            **self.kind.preview(self._found, self._asker(), before),
        }
        return {"type": "read", "request_id": message.request_id}

    def _keep(self, message: KeepFile) -> Reply:
        if self._answered and self._answered["request_id"] == message.request_id:
            return self._answered
        self._its_file(message)
        if self._found is None:
            raise NotAllowed(_GONE)
        asker = self._asker()
        batch = self.kind.drafts(self._found, asker, message)
        before = self.kind.before(self._found, asker)
        if before is None:
            kept, is_new = self.visit.append(batch)[0], True
        else:
            kept, is_new = self._kept_again(batch, before, message)
        self._forget()
        self._answered = {**saved(message.request_id, kept), "is_new": is_new}
        return self._answered

    def _kept_again(
        self, batch: list[Draft], before: Entry[Any], message: KeepFile
    ) -> tuple[Entry[Any], bool]:
        """Keep one file once: as it is called and counts now, and back where it was taken off."""
        changes: list[Draft] = []
        for draft, entry in self.kind.again(batch, before, self.visit.record):
            if draft.body == entry.body and not entry.retracted:
                continue
            changed = {name: getattr(draft.body, name) for name in _MAY_CHANGE
                       if hasattr(draft.body, name)}  # fmt: skip
            body = entry.body.model_copy(update=changed)
            if body != draft.body:
                raise NotAllowed(refusal("brought_by_another_version"))
            again = self.draft(entry.record_id, body, message, entry.revision)
            # It stays at the occasion it was brought for.
            changes.append(replace(_at(again, entry.occasion), ordinal=len(changes)))
        if not changes:
            return before, False
        return self.visit.append(changes)[0], before.retracted

    def _drop(self, message: DropRecord) -> Reply:
        entry = self.visit.record.get(message.record_id)
        # The page's record holds its own team's entries only: another team's file is not in it.
        if entry is None or not isinstance(entry.body, self.kind.body):
            raise NotAllowed(refusal("no_file"))
        first = self.draft(
            entry.record_id, entry.body, message, message.base_revision, retracted=True
        )
        others = [
            self.draft(one.record_id, one.body, message, one.revision, retracted=True)
            for one in self.kind.whole(entry, self.visit.record)[1:]
        ]
        batch = [
            replace(_at(draft, entry.occasion), ordinal=number)
            for number, draft in enumerate([first, *others])
        ]
        return saved(message.request_id, self.visit.append(batch)[0])

    def _its_file(self, message: ReadFile | KeepFile) -> Upload:
        upload = self._files.get("file")
        if upload is None or upload.upload_id != message.upload_id:
            raise NotAllowed(_GONE)
        return upload

    def _asker(self) -> Asker:
        visit = self.visit
        return Asker(visit.record, visit.kept_program, visit.team_id, visit.occasion)

    def _who(self) -> tuple[str, str, str]:
        identity = self.visit.identity
        return (identity.person_id, identity.team_id, identity.occasion) if identity else ("",) * 3

    def _forget(self) -> None:
        self._whose = self._who()
        self._files, self._found, self._answered = {}, None, {}
        self.widget.preview = {}

    def _describe(self) -> None:
        survey = self.visit.program.survey(self.survey_id)
        self.widget.statements = [
            {"id": one.id, "text": one.text} for one in (survey.statements if survey else [])
        ]

    def _occasion_name(self, occasion_id: str) -> str:
        occasion = self.visit.program.occasion(occasion_id)
        return occasion.name if occasion else ""


def _arrived(message: Message, upload: Upload) -> Reply:
    return {
        "type": "arrived",
        "request_id": message.request_id,
        "next": upload.arrived,
        "parts": upload.parts,
    }


def _at(draft: Draft, occasion: str) -> Draft:
    return replace(draft, occasion=occasion)
