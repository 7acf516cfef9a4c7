"""The folder of a batch: what is there already, and what came of a report put in its place."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from ciwidgets.reports.batch.files import NotWritten, remove_unfinished, write_whole
from ciwidgets.reports.batch.job import PUBLIC, Job, Outcome
from ciwidgets.reports.batch.manifest import Made, Row, Status
from ciwidgets.reports.batch.plan import BatchPlan
from ciwidgets.reports.documents.formats import FORMATS

if TYPE_CHECKING:
    from pathlib import Path

PUBLIC_SUFFIXES: Final = {"html": ".html", "cards": ".cards.html"}
_NOTES = ".made"
_FAILED = "failed"
_MOST_HASHES = 60  # every format ten times over
_UNWRITTEN = "It could not be written: {why}. See that its disk has room, then run again."
_FAILED_BEFORE = "An earlier run could not make it. Ask for it again."


@dataclass(frozen=True, slots=True)
class Note:
    """What was kept of how a report was made; ``files`` are the hashes of its files by format.

    ``ours`` are the hashes of all we wrote for it and may still be there, the newest last: only
    such a file is ever removed.
    """

    made_from: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    made_on: str = ""
    as_of: str = ""
    looked_for: int | None = None
    ours: Sequence[str] = ()


class Folder:
    """A folder of reports.

    Beside them lie notes, in ``.made``: from what each was made, and the hash of each of its files,
    empty for one that has nothing to say. A note is written after its files, so a run that was
    killed makes the report again.
    """

    def __init__(self, out: Path, made_on: str = "", as_of: str = "") -> None:
        """Name the folder and the run, by its day and the moment it tells of; nothing is made."""
        self._out, self._made_on, self._as_of = out, made_on, as_of

    @property
    def lock(self) -> Path:
        """The file that one run at a time holds."""
        return self._out / _NOTES / "lock"

    def kept_plan(self) -> BatchPlan | None:
        """Return the plan of the last batch, None where there is none of this version."""
        try:
            return BatchPlan.from_json(self._plan_path.read_text(encoding="utf-8"))
        except (OSError, UnicodeError):
            return None

    def keep_plan(self, plan: BatchPlan) -> None:
        """Keep the plan of this batch for the next."""
        write_whole(self._plan_path, plan.to_json())

    def clean_up(self) -> None:
        """Remove the unfinished files of a run that was killed."""
        notes = self._out / _NOTES
        tops = [self._out, self._out / _FAILED, notes, notes / "notes"]
        remove_unfinished(*(top / name for top in tops for name in ("", "faculty", "public")))

    def unchanged(self, job: Job, made_from: str) -> Row | None:
        """Return the row of a report that is there as it would be made now, else None."""
        note = self._note(job)
        is_it = note.made_from == made_from and set(job.formats) <= set(note.files)
        return self._row(job, note, "unchanged") if is_it and self._is_whole(job, note) else None

    def from_earlier(self, job: Job, made_from: str) -> Row | None:
        """Return the row of a report that nobody asked for this time, None if it is not there."""
        note = self._note(job)
        if not any(note.files.values()) or not self._is_whole(job, note):
            return self._failed_before(job)
        return self._row(job, note, "earlier" if note.made_from == made_from else "outdated")

    def settle(self, job: Job, made_from: str, outcome: Outcome) -> Row:
        """Write what came of a report, and return its row; a disk that is full is one that says so.

        A file that nobody knows to be ours is never removed; it is put aside at most.
        """
        if outcome.reason:
            return self._settle_failed(job, outcome)
        note, reasons = self._note(job), dict(outcome.reasons)
        ours = _newest(note.ours, note.files.values(), map(_sha256, outcome.files.values()))
        if job.kind == PUBLIC and outcome.files:
            # Before its files: a page that must go later is known, also after a kill in between.
            self._keep(job, replace(note, ours=ours))
        files = self._still_there(job, note.files if note.made_from == made_from else {})
        for name in [name for name in note.files if name not in files]:
            # Made of another state of things: beside the new ones it would tell two stories.
            if name not in job.formats:
                _remove(self._path(job, name), ours)
        for name in job.formats:
            files.pop(name, None)
            try:
                if name not in reasons:
                    files[name] = self._put(job, name, outcome.files.get(name), ours)
            except NotWritten as error:
                reasons[name] = _UNWRITTEN.format(why=error.why)
            if name in reasons:
                self._move_away(job, name, ours)
        outcome = replace(outcome, reasons=reasons)
        if reasons and not any(files.values()):
            return self._settle_failed(job, replace(outcome, reason=next(iter(reasons.values()))))
        note = Note(made_from, files, self._made_on, self._as_of, outcome.looked_for, ours)
        self._keep(job, note)
        _remove(self._failed(f"{job.id}.ipynb"), ours)
        return self._row(job, note, "partly" if reasons else "done", outcome)

    def _keep(self, job: Job, note: Note) -> None:
        """Keep a note; without room for it there is none, and the report is made again."""
        try:
            write_whole(self._note_path(job), json.dumps(asdict(note)))
        except NotWritten:
            self._note_path(job).unlink(missing_ok=True)

    def _row(self, job: Job, note: Note, status: Status, outcome: Outcome | None = None) -> Row:
        reasons, files = outcome.reasons if outcome else {}, note.files
        told = [
            Made(name, f"{job.id}{suffix}" if files.get(name) else "", files.get(name, ""),
                 reasons.get(name, ""))
            for name, suffix in suffixes_of(job).items()
            if files.get(name) or name in reasons
        ]  # fmt: skip
        return Row(
            job.id, job.kind, job.name, status, outcome.seconds if outcome else 0.0,
            files=tuple(told), team=job.team, made_on=note.made_on, as_of=note.as_of,
            looked_for=note.looked_for, **(self._put_aside(job) if reasons else {}),
        )  # fmt: skip

    def _settle_failed(self, job: Job, outcome: Outcome) -> Row:
        note, kept = self._note(job), self._failed(f"{job.id}.ipynb")
        ours = _newest(note.ours, note.files.values(), [_sha256(outcome.notebook)])
        self._keep(job, Note(ours=ours))
        _remove(kept, ours)
        for name in suffixes_of(job):
            self._move_away(job, name, ours)
        if outcome.notebook:
            with suppress(NotWritten):
                write_whole(kept, outcome.notebook)
        return Row(
            job.id, job.kind, job.name, "failed", outcome.seconds, outcome.reason, team=job.team,
            looked_for=outcome.looked_for, found=outcome.found, error=outcome.error,
            notebook=self._kept_notebook(job), **self._put_aside(job),
        )  # fmt: skip

    def _failed_before(self, job: Job) -> Row | None:
        """Return the row of what an earlier run could not make, None if nothing tells of it."""
        aside, notebook = self._put_aside(job), self._kept_notebook(job)
        if not aside["earlier"] and not notebook:
            return None
        return Row(
            job.id, job.kind, job.name, "missing", 0.0, _FAILED_BEFORE, team=job.team,
            notebook=notebook, **aside,
        )  # fmt: skip

    def _put_aside(self, job: Job) -> dict[str, Any]:
        """Return which files of an earlier run were put aside, and the day they were made."""
        paths = {name: self._earlier(job, name) for name in suffixes_of(job)}
        there = {name: path for name, path in paths.items() if path.is_file()}
        files = tuple(Made(name, self._told(path), _hash_of(path)) for name, path in there.items())
        # Moving a file leaves the moment at which it was written.
        newest = max((path.stat().st_mtime for path in there.values()), default=None)
        made_on = newest and datetime.fromtimestamp(newest, UTC).astimezone().date().isoformat()
        return {"earlier": files, "earlier_on": made_on or ""}

    def _kept_notebook(self, job: Job) -> str:
        path = self._failed(f"{job.id}.ipynb")
        return self._told(path) if path.is_file() else ""

    def _told(self, path: Path) -> str:
        return path.relative_to(self._out).as_posix()

    def _put(self, job: Job, name: str, content: bytes | None, ours: Iterable[str]) -> str:
        """Write a file and return its hash; where there is nothing to say, ours goes."""
        if content is None:
            _remove(self._path(job, name), ours)
            return ""
        write_whole(self._path(job, name), content)
        _remove(self._earlier(job, name), ours)
        return _sha256(content)

    def _move_away(self, job: Job, name: str, ours: Iterable[str]) -> None:
        """Put aside an earlier run's file: it must not pass for this one's."""
        path, earlier = self._path(job, name), self._earlier(job, name)
        if not path.is_file():
            return
        try:
            earlier.parent.mkdir(parents=True, exist_ok=True)
            path.replace(earlier)
        except OSError:
            _remove(path, ours)  # no room even for that

    def _is_whole(self, job: Job, note: Note) -> bool:
        return self._still_there(job, note.files) == note.files

    def _still_there(self, job: Job, noted: Mapping[str, str]) -> dict[str, str]:
        """Return the part of a note whose files are as they were written."""
        return {
            name: told
            for name, told in noted.items()
            if not told or _hash_of(self._path(job, name)) == told
        }

    @property
    def _plan_path(self) -> Path:
        return self._out / _NOTES / "plan.json"

    def _path(self, job: Job, name: str) -> Path:
        return self._out / f"{job.id}{suffixes_of(job)[name]}"

    def _earlier(self, job: Job, name: str) -> Path:
        path = self._failed(f"{job.id}{suffixes_of(job)[name]}")
        return path.with_name(f"earlier-{path.name}")

    def _failed(self, name: str) -> Path:
        return self._out / _FAILED / name

    def _note_path(self, job: Job) -> Path:
        return self._out / _NOTES / "notes" / f"{job.id}.json"

    def _note(self, job: Job) -> Note:
        """Return what was kept of a report, an empty note where there is none of this version."""
        try:
            note = Note(**json.loads(self._note_path(job).read_text(encoding="utf-8")))
            files = {name: str(told) for name, told in dict(note.files).items()}
            ours = [str(told) for told in note.ours]
        except (OSError, ValueError, TypeError):
            return Note()
        known = suffixes_of(job)
        return replace(
            note, files={name: files[name] for name in files if name in known}, ours=ours
        )


def suffixes_of(job: Job) -> dict[str, str]:
    """Return how the files of a report can end, by format."""
    if job.kind == PUBLIC:
        return PUBLIC_SUFFIXES
    return {name: one.suffix for name, one in FORMATS.items()}


def _newest(*hashes: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(one for some in hashes for one in some if one))[-_MOST_HASHES:]


def _remove(path: Path, ours: Iterable[str]) -> None:
    """Remove a file that is as we wrote it; what anybody else put there stays."""
    if _hash_of(path) in ours:
        path.unlink(missing_ok=True)


def _hash_of(path: Path) -> str:
    """Return the hash of a file's content, empty where there is no such file."""
    try:
        return _sha256(path.read_bytes())
    except OSError:
        return ""


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
