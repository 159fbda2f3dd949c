"""What a window remembers between two runs: its shape, and where each project was left."""

from pathlib import Path
from typing import Self

from PySide6.QtCore import QByteArray, QSettings

from annotator.project.project import Project

_RECENT = 10

Place = tuple[str, int, int]  # article uid, caret, first visible character


class Memory:
    """Reads and writes the user's settings; they are the user's, not the project's."""

    def __init__(self, settings: QSettings | None = None) -> None:
        self._settings = settings or QSettings(
            QSettings.Format.IniFormat, QSettings.Scope.UserScope, "annotator", "annotator"
        )

    @classmethod
    def in_file(cls, path: Path) -> Self:
        """Return a memory that is kept in a file of its own, apart from the user's."""
        return cls(QSettings(str(path), QSettings.Format.IniFormat))

    def state(self, name: str) -> QByteArray:
        """Return a geometry or state that was kept under a name; empty when there is none."""
        value = self._settings.value(f"window/{name}")
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep_state(self, name: str, state: QByteArray) -> None:
        self._settings.setValue(f"window/{name}", state)

    def text_size(self, default: float) -> float:
        """Return the size of the reading font in points."""
        try:
            return float(str(self._settings.value("text/size", default)))
        except ValueError:
            return default

    def keep_text_size(self, size: float) -> None:
        self._settings.setValue("text/size", size)

    def recent(self) -> list[Path]:
        """Return the projects opened last that are still there, the last one first."""
        paths = [Path(one) for one in self._list("recent/projects")]
        return [path for path in paths if _is_there(path)]

    def add_recent(self, path: Path) -> None:
        path = path.absolute()
        others = [str(one) for one in self.recent() if one != path]
        self._settings.setValue("recent/projects", [str(path), *others][:_RECENT])

    def places(self, project: Project) -> list[Place] | None:
        """Return which articles stood in the panes and where; `None` for a project not seen yet."""
        key = _key(project)
        if not self._settings.contains(key):
            return None
        places = []
        for entry in self._list(key):
            uid, caret, top = [*entry.split(":"), "", ""][:3]
            places.append((uid, _number(caret), _number(top)))
        return places

    def keep_places(self, project: Project, places: list[Place]) -> None:
        entries = [f"{uid}:{caret}:{top}" for uid, caret, top in places]
        self._settings.setValue(_key(project), entries)

    def _list(self, key: str) -> list[str]:
        # An INI file gives back a list of one as a plain string.
        value = self._settings.value(key, [])
        if isinstance(value, str):
            return [value]
        return [str(one) for one in value] if isinstance(value, list) else []


def _key(project: Project) -> str:
    return f"places/{project.uid}"


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # in a folder that is closed to us now
        return False


def _number(text: str) -> int:
    return int(text) if text.isdigit() else 0
