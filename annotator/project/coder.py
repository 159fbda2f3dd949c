"""Who annotates: kept in a file of the user's, so that every project knows the same person."""

import getpass
import json
import logging
from dataclasses import asdict, dataclass
from pathlib import Path

from platformdirs import user_config_path

from annotator.core.clock import new_uid
from annotator.core.model import Coder

_log = logging.getLogger(__name__)


def this_coder(name: str | None = None, folder: Path | None = None) -> Coder:
    """Return a person by name, or without one whoever was here first without a name.

    Each name keeps its uid in a file; the person without a name is the one who was logged in the
    first time. Where the file cannot be written a coder has a new uid each time.
    """
    file = (folder or user_config_path("annotator")) / "coders.json"
    read = _read(file)
    known = read or _Known("", {})
    me = known.me or _login_name()
    wanted = name or me
    if wanted not in known.uids or (name is None and not known.me):
        uids = {**known.uids, wanted: known.uids.get(wanted) or new_uid()}
        known = _Known(known.me if name else me, uids)
        if read is not None:
            _write(file, known)
    return Coder(uid=known.uids[wanted], name=wanted)


@dataclass(frozen=True, slots=True)
class _Known:
    me: str
    uids: dict[str, str]


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a user id without a name, as in some containers
        return "coder"


def _read(file: Path) -> _Known | None:
    """Return what is known, or `None` where there is a file that cannot be read at the moment."""
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
        return _Known(str(content["me"]), {**content["uids"]})
    except FileNotFoundError:
        return _Known("", {})
    except OSError:
        return None
    except (ValueError, KeyError, TypeError) as error:
        _keep_aside(file, error)
        return _Known("", {})


def _keep_aside(file: Path, error: Exception) -> None:
    """Keep a file that cannot be read: its uids are what undo and authorship hang on."""
    aside = file.with_suffix(".bad")
    try:
        file.replace(aside)
    except OSError:
        aside = file
    _log.error("Who annotates could not be read (%s); what there was is in %s", error, aside)


def _write(file: Path, known: _Known) -> None:
    part = file.with_suffix(".part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(asdict(known), ensure_ascii=False, indent=1), encoding="utf-8")
        part.replace(file)
    except OSError:
        # Not worth stopping anybody's work: they are a new coder the next time.
        return
