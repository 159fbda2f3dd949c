"""An open project: every change goes through `perform`, and whoever listens hears of it."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from annotator.core.acts.adopting import completed
from annotator.core.clock import new_uid, now
from annotator.core.edit import Edit, Kind
from annotator.core.errors import AnnotatorError, Conflict
from annotator.core.model import Coder, Meta, Record
from annotator.core.scheme import Scheme
from annotator.project.history import History, Step
from annotator.store.reading import Reading
from annotator.store.store import Row, Store

SUFFIX = ".annotator"

# In characters of the log: some hundred annotations, which take a tenth of a second or so.
_LARGE = 200_000


class Cause(Enum):
    """Why a project changed."""

    DONE = auto()
    UNDONE = auto()
    REDONE = auto()
    ELSEWHERE = auto()  # in another window or by another program


@dataclass(frozen=True, slots=True)
class Event:
    """What listeners hear. An edit of kind IMPORT may come without its changes: read anew."""

    cause: Cause
    edit: Edit


Listener = Callable[[Event], None]


class Project:
    """One open project file and the coder who works in it."""

    def __init__(self, store: Store, coder: Coder) -> None:
        self._store = store
        self.coder = coder
        self._history = History(store.steps(coder))
        self._listeners: list[Listener] = []
        self._last_seen = store.last_entry()
        self._own: set[int] = set()
        self._data_version = store.data_version()
        self.is_released = False
        # What it is known by, wherever its file lies, and also when that can no longer be read.
        self.uid = self._meta("uid") or str(self.path.absolute())

    @classmethod
    def create(
        cls, path: Path, coder: Coder, title: str = "", scheme: Scheme | None = None
    ) -> Self:
        """Make a new project with a codebook, or the built-in one."""
        records = _blank(title or path.stem, completed(scheme or Scheme()))
        return cls._of(Store.create(path, records), coder)

    @classmethod
    def open(cls, path: Path, coder: Coder) -> Self:
        return cls._of(Store.open(path), coder)

    @classmethod
    def _of(cls, store: Store, coder: Coder) -> Self:
        try:
            return cls(store, coder)
        except BaseException:
            store.close()
            raise

    @property
    def path(self) -> Path:
        return self._store.path

    @property
    def read_only(self) -> bool:
        return self._store.read_only

    @property
    def is_open(self) -> bool:
        """Say whether it can be read: it is neither closed nor released."""
        return self._store.is_open

    @property
    def session(self) -> str:
        return self._store.session

    @property
    def reading(self) -> Reading:
        return self._store.reading

    @cached_property
    def scheme(self) -> Scheme:
        return self.reading.scheme()

    @property
    def title(self) -> str:
        return self._meta("title") or self.path.stem

    @property
    def next_undo(self) -> Step | None:
        return self._history.next_undo

    @property
    def next_redo(self) -> Step | None:
        return self._history.next_redo

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` after each change from now on; return what ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def perform(self, edit: Edit, instead_of: Step | None = None) -> Step | None:
        """Save an edit and tell the listeners. Raises AnnotatorError when it is refused.

        With `instead_of`, a step after which the edit was made, one undo takes back both. That
        needs the step to be what undo takes back next, and nobody to have changed what it did;
        else the edit is a step of its own. Return the step that takes the edit back, or `None`
        when it leaves nothing of the former one.
        """
        if not edit:
            return instead_of
        if instead_of is not None and instead_of == self.next_undo:
            try:
                rows, happened = self._store.amend(edit, self.coder, instead_of.id)
            except Conflict:
                pass  # if it is the edit that does not fit, that is found out again
            else:
                return self._saved(rows, happened, Cause.DONE)
        id, happened = self._store.apply(edit, self.coder)
        return self._saved([(id, edit.kind, None)], happened, Cause.DONE)

    def introduce(self, coder: Coder) -> None:
        """Go on as the same coder under another name."""
        self.coder = coder
        if not self.read_only:
            self._store.introduce(coder)

    def undo(self) -> Edit | None:
        """Take back this coder's last edit; return what that did, or `None` if there is none.

        A step that cannot be taken back raises AnnotatorError and is dropped, so that the next
        undo takes the one before it.
        """
        return self._revert(self._history.next_undo, Cause.UNDONE, "undone")

    def redo(self) -> Edit | None:
        """Do again what was last undone; otherwise like `undo`."""
        return self._revert(self._history.next_redo, Cause.REDONE, "done again")

    def takes_long(self, step: Step | None) -> bool:
        """Say whether somebody would have to wait for undoing or redoing a step."""
        if step is None:
            return False
        # The row of an import names what it brought in a few characters.
        return step.kind is Kind.IMPORT or self._store.size(step.id) > _LARGE

    def refresh(self) -> bool:
        """Tell the listeners what other connections have written; say whether there was any.

        Edits of this session through a second connection (an import) can be undone here; those
        of other sessions cannot.
        """
        if self.is_released:
            return False
        version = self._store.data_version()
        if version == self._data_version:
            return False
        told = False
        for entry in self._store.entries_after(self._last_seen):
            if entry.id <= self._last_seen:
                continue  # a listener has looked, too
            # Before it is told: a listener that fails must not hear of it twice.
            self._last_seen = entry.id
            if entry.id in self._own:
                self._own.discard(entry.id)
                continue
            told = True
            own = entry.session == self.session
            if own:
                self._history.record(entry.id, entry.kind, entry.reverts)
            cause = Cause.DONE if own else Cause.ELSEWHERE
            self._tell(Event(cause, entry.replay(self.reading.records_of)))
        # After it is told: what a failure kept back comes with the next look.
        self._data_version = version
        return told

    def forget_history(self) -> None:
        """Make all done so far impossible to undo or to trace."""
        self._store.forget_history()
        self._history = History()

    def checkpoint(self) -> None:
        """Make the one file whole, so that a copy of it is a copy of everything."""
        if not self.is_released:
            self._store.checkpoint()

    @contextmanager
    def released(self) -> Iterator[None]:
        """Let go of the file while something else in this process may look at it.

        Nothing can be read or written meanwhile; `refresh` and `checkpoint` do nothing. Raises
        AnnotatorError when the file cannot be taken up again, or is another one by then; the
        project stays released and can only be closed.
        """
        before = self._trace()
        self.is_released = True
        try:
            self._store.release()
            yield
        finally:
            self._store.resume()
            if self._trace() != before:
                self._store.close()
                raise AnnotatorError(
                    f"{self.path} was replaced by another file meanwhile. Open it again."
                )
            self.is_released = False

    def _trace(self) -> tuple[object, ...]:
        """Return what tells this file from a copy in which other things were done."""
        return self._meta("uid"), self._store.trace(self._last_seen)

    def close(self) -> None:
        self._listeners.clear()
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def bring_in(self, records: Iterable[Record]) -> None:
        """Save the records of an import as one edit and tell the listeners to read anew."""
        id = self._store.apply_bulk(records, self.coder)
        self._saved([(id, Kind.IMPORT, None)], Edit(Kind.IMPORT, ()), Cause.DONE)

    def _meta(self, key: str) -> str:
        meta = self.reading.record("meta", (key,))
        return str(meta.value) if isinstance(meta, Meta) else ""

    def _revert(self, step: Step | None, cause: Cause, participle: str) -> Edit | None:
        if step is None:
            return None
        try:
            id, happened = self._store.revert(step.id, self.coder)
        except Conflict as error:
            self._history.drop(step)
            raise AnnotatorError(f"This could not be {participle}: {error}") from error
        self._saved([(id, happened.kind, step.id)], happened, cause)
        return happened

    def _saved(self, rows: Iterable[Row], edit: Edit, cause: Cause) -> Step | None:
        """Take note of new rows of the log and tell of what they did together."""
        made: Step | None = None
        for id, kind, reverts in rows:
            if id == self._last_seen + 1:
                self._last_seen = id
            else:
                self._own.add(id)
            self._history.record(id, kind, reverts)
            made = Step(id, kind) if reverts is None else None
        self._tell(Event(cause, edit))
        return made

    def _tell(self, event: Event) -> None:
        if event.edit.touches_codebook:
            self.__dict__.pop("scheme", None)
        for listener in tuple(self._listeners):
            listener(event)


def _blank(title: str, scheme: Scheme) -> tuple[Record, ...]:
    metas = (
        Meta(key="uid", value=new_uid()),
        Meta(key="title", value=title),
        Meta(key="created", value=now()),
    )
    return (*metas, *scheme.labels, *scheme.attributes, *scheme.link_kinds)
