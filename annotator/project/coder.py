"""Who annotates: kept in a file of the user's, so that every project knows the same person."""

import getpass
import json
import logging
from dataclasses import asdict, dataclass, replace
from itertools import count
from pathlib import Path

from platformdirs import user_config_path

from annotator.core.clock import new_uid
from annotator.core.errors import AnnotatorError
from annotator.core.model import Coder

_log = logging.getLogger(__name__)


def this_coder(name: str | None = None, folder: Path | None = None) -> Coder:
    """Return a person by name, or without one whoever was here first without a name.

    Each name keeps its uid in a file; the person without a name is the one who was logged in the
    first time. Where the file cannot be written a coder has a new uid each time.
    """
    file = _file(folder)
    read = _read(file)
    known = read or _Known("", {})
    me = known.me or _login_name()
    wanted = name or me
    if wanted not in known.uids or (name is None and not known.me):
        uids = {**known.uids, wanted: known.uids.get(wanted) or new_uid()}
        known = replace(known, me=known.me if name else me, uids=uids)
        if read is not None:
            try:
                _write(file, known)
            except OSError:
                # Not worth stopping anybody's work: they are a new coder the next time.
                _log.info("%s cannot be written", file)
    return Coder(uid=known.uids[wanted], name=wanted)


def is_new(folder: Path | None = None) -> bool:
    """Say whether nobody has said a name yet, so that the login name stands in for it."""
    known = _read(_file(folder))
    return known is not None and not known.named


def rename_me(name: str, folder: Path | None = None, who: Coder | None = None) -> Coder:
    """Give the person another name and return who they are now; their uid stays.

    `who` tells who is at work where that is not the one who is here without a name. Raises
    AnnotatorError when there is no name in it, when somebody else has it, or when it cannot be
    kept.
    """
    file = _file(folder)
    me = who or this_coder(folder=folder)
    name = " ".join(name.split())
    if not name:
        raise AnnotatorError("A coder needs a name; it stands beside each annotation.")
    known = _read(file)
    if known is None:
        raise AnnotatorError(f"Your name cannot be kept: {file} cannot be read at the moment.")
    others = {one: uid for one, uid in known.uids.items() if uid != me.uid}
    if name.casefold() in map(str.casefold, others):
        raise AnnotatorError(
            f"Another coder on this computer is called “{name}” already. Add something that "
            "tells you two apart."
        )
    is_me = known.uids.get(known.me) == me.uid
    uids = {**others, name: me.uid}
    try:
        _write(file, _Known(name if is_me else known.me, uids, named=known.named or is_me))
    except OSError as error:
        raise AnnotatorError(f"Your name cannot be kept in {file}: {error.strerror}.") from error
    return replace(me, name=name)


@dataclass(frozen=True, slots=True)
class _Known:
    me: str
    uids: dict[str, str]
    named: bool = False  # whether a person has said their name


def _file(folder: Path | None) -> Path:
    return (folder or user_config_path("annotator")) / "coders.json"


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a user id without a name, as in some containers
        return "coder"


def _read(file: Path) -> _Known | None:
    """Return what is known, or `None` where there is a file that cannot be read at the moment."""
    try:
        content = json.loads(file.read_text(encoding="utf-8-sig"))
        uids = {**content["uids"]}
        if not all(isinstance(one, str) and one.isprintable() and one for one in uids.values()):
            raise ValueError("a uid is not a text")
        return _Known(str(content["me"]), uids, content.get("named") is True)
    except FileNotFoundError:
        return _Known("", {})
    except OSError:
        return None
    except (ValueError, KeyError, TypeError) as error:
        _keep_aside(file, error)
        return _Known("", {})


def _keep_aside(file: Path, error: Exception) -> None:
    """Keep a file that cannot be read: its uids are what undo and authorship hang on."""
    names = (file.with_suffix(f".{number}.bad" if number else ".bad") for number in count())
    aside = next(name for name in names if not name.exists())
    try:
        file.replace(aside)
    except OSError:
        aside = file
    _log.error("Who annotates could not be read (%s); what there was is in %s", error, aside)


def _write(file: Path, known: _Known) -> None:
    part = file.with_suffix(".part")
    file.parent.mkdir(parents=True, exist_ok=True)
    part.write_text(json.dumps(asdict(known), ensure_ascii=False, indent=1), encoding="utf-8")
    part.replace(file)
