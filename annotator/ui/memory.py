"""What a window remembers by itself: its shape, and where each project was left."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Self

from PySide6.QtCore import QByteArray, QSettings

from annotator.ui.places import Places

if TYPE_CHECKING:
    from annotator.project.project import Project

_RECENT = 10


class Memory:
    """Reads and writes the user's settings file; what a person chose there is in `Settings`."""

    def __init__(self, kept: QSettings | None = None) -> None:
        self.kept = kept or QSettings(
            QSettings.Format.IniFormat, QSettings.Scope.UserScope, "annotator", "annotator"
        )

    @classmethod
    def in_file(cls, path: Path) -> Self:
        """Return a memory that is kept in a file of its own, apart from the user's."""
        return cls(QSettings(str(path), QSettings.Format.IniFormat))

    def state(self, name: str) -> QByteArray:
        """Return a geometry or state that was kept under a name; empty when there is none."""
        value = self.kept.value(f"window/{name}")
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep_state(self, name: str, state: QByteArray) -> None:
        self.kept.setValue(f"window/{name}", state)

    def texts(self, name: str) -> list[str]:
        """Return a list that was kept under a name; empty when there is none."""
        return self._texts(f"lists/{name}")

    def keep_texts(self, name: str, texts: Sequence[str]) -> None:
        self.kept.setValue(f"lists/{name}", list(texts))

    def once(self, name: str) -> bool:
        """Say whether this is asked for the first time, ever."""
        key = f"seen/{name}"
        if self.kept.contains(key):
            return False
        self.kept.setValue(key, "yes")
        return True

    def keys(self) -> dict[str, str]:
        """Return the keys that actions were put on, by their names."""
        return self._table("keys/changed")

    def keep_keys(self, overrides: dict[str, str]) -> None:
        self.kept.setValue("keys/changed", json.dumps(overrides))

    def recent(self) -> list[Path]:
        """Return the projects opened last, the last one first; some may not be there now."""
        return [Path(one) for one in self._texts("recent/projects")]

    def add_recent(self, path: Path) -> None:
        path = path.absolute()
        others = [one for one in self.recent() if one != path]
        self._keep_recent([path, *others])

    def forget_recent(self, path: Path) -> None:
        self._keep_recent([one for one in self.recent() if one != path])

    def places(self, project: "Project") -> Places | None:
        """Return what was open and where; `None` for a project that was not seen yet."""
        key = _key(project)
        return Places.from_json(str(self.kept.value(key))) if self.kept.contains(key) else None

    def keep_places(self, project: "Project", places: Places) -> None:
        self.kept.setValue(_key(project), places.to_json())

    def _keep_recent(self, paths: list[Path]) -> None:
        self.kept.setValue("recent/projects", [str(path) for path in paths][:_RECENT])

    def _texts(self, key: str) -> list[str]:
        # An INI file gives back a list of one as a plain string.
        value = self.kept.value(key, [])
        if isinstance(value, str):
            return [value]
        return [str(one) for one in value] if isinstance(value, list) else []

    def _table(self, key: str) -> dict[str, str]:
        try:
            found = json.loads(str(self.kept.value(key, "{}")))
        except ValueError:
            return {}
        return {str(a): str(b) for a, b in found.items()} if isinstance(found, dict) else {}


def _key(project: "Project") -> str:
    return f"places/{project.uid}"
