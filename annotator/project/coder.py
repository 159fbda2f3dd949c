"""Who annotates: kept in a file of the user's, so that every project knows the same person."""

import getpass
import json
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
    name = name or known.get("last") or _login_name()
    uids: dict[str, str] = known.get("uids", {})
    if name not in uids:
        uids = {**uids, name: new_uid()}
        _write(file, {"last": known.get("last") or name, "uids": uids})
    return Coder(uid=uids[name], name=name)


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a user id without a name, as in some containers
        return "coder"


def _read(file: Path) -> dict[str, dict[str, str] | str] | dict[str, object]:
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def _write(file: Path, content: dict[str, object]) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    except OSError:
        return
