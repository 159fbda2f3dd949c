"""Who annotates: kept in a file of the user's, so that every project knows the same person."""

import getpass
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from platformdirs import user_config_path

from annotator.core.clock import new_uid
from annotator.core.model import Coder


def this_coder(name: str | None = None, folder: Path | None = None) -> Coder:
    """Return the person at this computer, and remember a person seen for the first time.

    Without a name it is whoever was last remembered, at first the login name. Where the file
    cannot be written the coder has a new uid each time.
    """
    file = (folder or user_config_path("annotator")) / "coders.json"
    known = _read(file)
    name = name or known.last or _login_name()
    if name not in known.uids:
        known = _Known(known.last or name, {**known.uids, name: new_uid()})
        _write(file, known)
    return Coder(uid=known.uids[name], name=name)


@dataclass(frozen=True, slots=True)
class _Known:
    last: str
    uids: dict[str, str]


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a user id without a name, as in some containers
        return "coder"


def _read(file: Path) -> _Known:
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
        return _Known(str(content["last"]), {**content["uids"]})
    except (OSError, ValueError, KeyError, TypeError):
        return _Known("", {})


def _write(file: Path, known: _Known) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(asdict(known), ensure_ascii=False, indent=1), encoding="utf-8")
    except OSError:
        # Not worth stopping anybody's work: they are a new coder the next time.
        return
