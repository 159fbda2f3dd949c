"""Backups of a project: made, listed, and gone back to without losing what there is.

They lie in a folder beside the project: who may write the one may write the other, they go with
the folder to another place, and a person finds them without this program. Against the loss of the
disk they do not help; that is what “Save a copy” is for.
"""

import os
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from stat import S_IMODE, S_IWOTH
from time import time
from typing import NamedTuple
from uuid import uuid4

from annotator.core.errors import AnnotatorError
from annotator.core.model import Meta
from annotator.core.progress import SILENT, Progress
from annotator.project.project import Project
from annotator.project.swapping import beside, swap
from annotator.store.copying import PART
from annotator.store.reading import LogEnd, Reading
from annotator.store.resting import alone, hold_the_same, looking_into
from annotator.store.store import Store

_STAMP = "%Y-%m-%d %H.%M.%S"
_ASIDE = "before going back "
_LEFT_OVER_S = 24 * 3600


@dataclass(frozen=True, slots=True)
class Backup:
    """A file that one can go back to.

    `at` is local time. `is_set_aside` tells what a project was when somebody went back from it;
    such a file is never pruned.
    """

    path: Path
    at: datetime
    number: int  # of several of the same second
    size: int
    is_set_aside: bool


class Contents(NamedTuple):
    """What a backup holds."""

    title: str
    articles: int
    annotations: int


def folder_of(project: Path) -> Path:
    """Return where the backups of a project lie, or would."""
    place = _place(project)
    return place.with_name(f"{place.stem} backups")


def backups(project: Path) -> list[Backup]:
    """Return what one can go back to, the newest first; files of others do not count.

    Raises AnnotatorError when the folder may not be read.
    """
    place, folder = _place(project), folder_of(project)
    try:
        found = [_backup(place, file) for file in folder.iterdir()]
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise AnnotatorError(f"{folder} cannot be read: {error.strerror}.") from error
    there = [one for one in found if one is not None]
    return sorted(there, key=lambda one: (one.at, one.number), reverse=True)


def contents(backup: Backup) -> Contents:
    """Look into a backup. Raises AnnotatorError when it cannot be read."""
    with looking_into(backup.path) as reading:
        annotations = sum(reading.counts().values())
        return Contents(_meta(reading, "title"), reading.article_count(), annotations)


def make_backup(project: Project, keep: int, progress: Progress = SILENT) -> Backup | None:
    """Put a checked copy of a project into its folder; then only the newest `keep` stay there.

    Return `None`, and make none, when all is backed up or nobody has done anything in the project
    yet. Raises AnnotatorError, and leaves all as it was, when it cannot be made.
    """
    return _make(project.reading, keep, progress)


def make_backup_apart(path: Path, keep: int, progress: Progress) -> Backup | None:
    """Do as `make_backup` does, through a connection of its own, for a thread of its own."""
    with Store.open(path) as store:
        return _make(store.reading, keep, progress)


def copy_apart(path: Path, to: Path, progress: Progress) -> None:
    """Save a copy of a project that may be open elsewhere, through a connection of its own."""
    with Store.open(path) as store:
        store.reading.copy_to(to, progress)


def copy_of(backup: Backup, to: Path, progress: Progress = SILENT) -> None:
    """Save a copy of a backup, to look at or to go on with; the backup stays as it is."""
    _check_there(backup)
    with looking_into(backup.path) as reading:
        reading.copy_to(to, progress)


def go_back(project: Path, backup: Backup, progress: Progress = SILENT) -> Backup | None:
    """Put a copy of a backup in the place of a project, which must not be open in this process.

    Return what the project was before, set aside in the folder of the backups; `None` where there
    was no file. Raises AnnotatorError, and leaves all as it was, when the backup is damaged or of
    another project, or when somebody has the project open, and Cancelled.
    """
    _check_there(backup)
    place = _place(project)
    folder = _made_folder(place)
    aside = _free(place, _ASIDE)
    new = place.with_name(f".{uuid4().hex}{PART}")
    try:
        with looking_into(backup.path) as reading:
            _check_same(place, reading)
            reading.copy_to(new, progress)
        if not place.exists():
            swap(place, aside, new)
            return None
        with alone(place):
            swap(place, aside, new)
    except OSError as error:
        raise AnnotatorError(
            f"{place} could not be set aside in {folder} ({error.strerror}). Nothing was changed; "
            "check that you may write in both folders."
        ) from error
    finally:
        with suppress(OSError):
            new.unlink(missing_ok=True)
    return _backup(place, aside)


def _make(reading: Reading, keep: int, progress: Progress) -> Backup | None:
    end = reading.log_end()
    if end.id is None and not reading.article_count():
        return None
    place = _place(reading.path)
    uid = _meta(reading, "uid")
    known = [(one, _known_by(one.path)) for one in backups(place)]
    alike = [one for one, by in known if by == (uid, end)]
    if alike and end.id is not None:
        return None
    folder = _made_folder(place)
    to = _free(place)
    reading.copy_to(to, progress)
    # An emptied log does not tell one state from another: then it is what is in the files.
    if any(hold_the_same(to, one.path) for one in alike):
        to.unlink()
        return None
    own = [one for one, by in known if by and by[0] == uid and not one.is_set_aside]
    for old in own[max(keep, 1) - 1 :]:
        _remove(old.path)
    _sweep(folder, place)
    return _backup(place, to)


def _place(project: Path) -> Path:
    """Return where a project lies, by whichever link it was opened."""
    return Path(os.path.realpath(project))


def _backup(place: Path, file: Path) -> Backup | None:
    """Return a backup by the name of its file, or `None` when it is none of this project's."""
    name = re.fullmatch(
        rf"{re.escape(place.stem)} ({_ASIDE})?(\d{{4}}-\d\d-\d\d \d\d\.\d\d\.\d\d)(?: \((\d+)\))?"
        + re.escape(place.suffix),
        file.name,
    )
    if name is None:
        return None
    try:
        at = datetime.strptime(name[2], _STAMP)
        found = file.stat()
    except (ValueError, OSError):
        return None
    if not file.is_file() or not found.st_size or _is_twin(file, place):
        return None
    return Backup(file, at, int(name[3] or 1), found.st_size, name[1] is not None)


def _is_twin(aside: Path, place: Path) -> bool:
    """Say whether going back was cut off, so that the project has a second name."""
    with suppress(OSError):
        return aside.samefile(place)
    return False


def _free(place: Path, what: str = "") -> Path:
    """Return a name for a new file, behind those of the same second."""
    at = datetime.now().replace(microsecond=0)
    number = 1 + max((one.number for one in backups(place) if one.at == at), default=0)
    while True:
        times = f" ({number})" if number > 1 else ""
        path = folder_of(place) / f"{place.stem} {what}{at.strftime(_STAMP)}{times}{place.suffix}"
        if not path.exists():
            return path
        number += 1


def _made_folder(place: Path) -> Path:
    folder = folder_of(place)
    try:
        if not folder.is_dir():
            folder.mkdir()
            # Colleagues who share a project share its backups.
            folder.chmod(S_IMODE(place.parent.stat().st_mode) & ~S_IWOTH)
    except OSError as error:
        raise AnnotatorError(
            f"There can be no backups in {folder} ({error.strerror}). Check that you may write "
            "beside the project and that no file has that name."
        ) from error
    return folder


def _check_there(backup: Backup) -> None:
    if not backup.path.exists():
        raise AnnotatorError(f"{backup.path} is no longer there. Choose another backup.")


def _check_same(place: Path, backup: Reading) -> None:
    """Raise AnnotatorError for the backup of a project that had this name before."""
    known = _known_by(place)
    if known is not None and known[0] != _meta(backup, "uid"):
        raise AnnotatorError(
            f"{backup.path.name} is a backup of another project of this name. Open a copy of it "
            "instead; nothing was changed."
        )


def _meta(reading: Reading, key: str) -> str:
    meta = reading.record("meta", (key,))
    return str(meta.value) if isinstance(meta, Meta) else ""


def _known_by(path: Path) -> tuple[str, LogEnd] | None:
    """Return of which project and when in it a file is, or `None` when it cannot be read."""
    try:
        with looking_into(path) as reading:
            return _meta(reading, "uid"), reading.log_end()
    except AnnotatorError:
        return None


def _remove(old: Path) -> None:
    """Remove a backup, unless somebody has opened it as a project."""
    if not any(beside(old)):
        # What cannot be removed is no reason to say that the backup failed.
        with suppress(OSError):
            old.unlink()


def _sweep(folder: Path, place: Path) -> None:
    """Remove what was left by a program that was cut off."""
    with suppress(OSError):
        for file in folder.iterdir():
            is_part = file.name.startswith(".") and file.suffix == PART
            if (is_part and file.stat().st_mtime < time() - _LEFT_OVER_S) or (
                f" {_ASIDE}" in file.name and _is_twin(file, place)
            ):
                file.unlink()
