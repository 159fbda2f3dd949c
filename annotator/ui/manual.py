"""The pages of the help, with menu entries and keys as they are at the moment."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from PySide6.QtGui import QKeySequence

from annotator import resources
from annotator.core.model import Label
from annotator.ui.actions import Actions
from annotator.ui.menus import MENUS
from annotator.ui.phrases import unmarked
from annotator.ui.specs import SPECS, Scope, Spec

# The files of resources/help, in the order in which they are offered.
PAGES = (
    "start", "library", "panes", "annotate", "attribution", "actors", "move", "find", "inspector",
    "annotations", "checks", "codebook", "files", "settings", "keys", "trouble",
)  # fmt: skip

# Narrow blanks at both ends tell that something is a key, and leave its cap some room.
CAP_EDGE = "\u202f\u202f"

_SPECS = {spec.name: spec for spec in SPECS}
_PLACEHOLDER = re.compile(r"\{(\w+)(?::([\w.+]+))?\}")
_SPECIAL = re.compile(r"([!-/:-@\[-`{-~])")  # any of these is itself behind a backslash
_WHERE = {
    Scope.TEXT: "the text", Scope.TABLE: "the table", Scope.LIBRARY: "the library",
    Scope.ACTORS: "the list of actors", Scope.CHECKS: "the list of findings",
}  # fmt: skip


class Manual:
    """Fills the placeholders of the pages.

    `{action:file.export}` becomes an entry's place in the menus and its key, `{menu:file.export}`
    the place alone, `{keys:file.export}` the key alone or, without one, the place, and
    `{label:quote}` the key of a label; `{key:Esc}` is a key that nobody can change. `{labels}` are
    rows of a table with the keys of all labels, `{keys}` is a table for each menu.
    """

    def __init__(self, acting: Actions, labels: Callable[[], Iterable[Label]]) -> None:
        """`labels` are those of the project, as they are when a page is asked for."""
        self._acting, self._labels = acting, labels
        self._tables = {"labels": self._label_rows, "keys": self._sections}
        self._words = {
            "action": self._action, "menu": _bold_place, "keys": self._keys_or_place,
            "label": self._label, "key": _caps,
        }  # fmt: skip

    def title(self, page: str) -> str:
        """Return what a page is called: its first line."""
        return _source(page).split("\n", 1)[0].removeprefix("# ")

    def markdown(self, page: str) -> str:
        """Return a page as Markdown. A placeholder for what is not there is a KeyError."""
        return _PLACEHOLDER.sub(lambda found: self._filled(*found.groups()), _source(page))

    def _filled(self, what: str, name: str | None) -> str:
        return self._tables[what]() if name is None else self._words[what](name)

    def _label(self, name: str) -> str:
        key = next((label.key for label in self._labels() if label.name == name), "")
        return _cap(key) if key else f"the key of the label “{plain(name)}”"

    def _action(self, name: str) -> str:
        keys = self._keys(name)
        return f"{_bold_place(name)} ({keys})" if keys else _bold_place(name)

    def _keys_or_place(self, name: str) -> str:
        return self._keys(name) or _bold_place(name)

    def _label_rows(self) -> str:
        return "\n".join(
            f"| {_cap(label.key)} | tag as {plain(label.title.lower())} |"
            for label in self._labels()
            if label.key
        )

    def _sections(self) -> str:
        return "\n\n".join(self._section(*entry) for entry in MENUS.items())

    def _section(self, title: str, names: Iterable[str]) -> str:
        """Return a menu as a table of its keys and, under that, the entries without a key."""
        there = [_SPECS[name] for name in names if name in _SPECS]
        rows = [
            f"| {self._keys(spec.name)} | {_entry(spec)} | {plain(_tip(spec))} |"
            for spec in there
            if self._keys(spec.name)
        ]
        keyless = ", ".join(_entry(spec) for spec in there if not self._keys(spec.name))
        table = ["| key | entry | does |", "|---|---|---|", *rows] if rows else []
        parts = ["\n".join(table), f"Without a key: {keyless}." if keyless else ""]
        return "\n\n".join((f"## {unmarked(title)}", *filter(None, parts)))

    def _keys(self, name: str) -> str:
        return _caps(self._acting.keys(name))


def keys_shown(keys: str) -> list[str]:
    """Return keys, parted by `; ` in a table, as they are printed on this machine's keyboard."""
    shown = (
        one.toString(QKeySequence.SequenceFormat.NativeText).replace("Return", "Enter")
        for one in QKeySequence.listFromString(keys)
    )
    return list(dict.fromkeys(filter(None, shown)))


def plain(text: str) -> str:
    """Return a text for Markdown, in which nothing of it is a mark."""
    return _SPECIAL.sub(r"\\\1", text)


def place(name: str) -> str:
    """Return where an action, or a menu within a menu, is found: “File → Export”."""
    return _places()[name]


def _bold_place(name: str) -> str:
    return f"**{plain(place(name))}**"


@cache
def _places() -> Mapping[str, str]:
    places = {}
    for title, names in MENUS.items():
        for name in names:
            inner, _, text = name.partition(":")
            if name != "-":
                text = text or _SPECS[name].text
                places[inner] = f"{unmarked(title)} → {unmarked(text).removesuffix('…')}"
    return places


def _entry(spec: Spec) -> str:
    return plain(unmarked(spec.text).removesuffix("…"))


def _tip(spec: Spec) -> str:
    where = [place for scope, place in _WHERE.items() if scope & spec.scope]
    return f"{spec.tip} (in {' and '.join(where)})" if where else spec.tip


def _caps(keys: str) -> str:
    return " or ".join(map(_cap, keys_shown(keys)))


def _cap(key: str) -> str:
    # Not as code, in which a table could not hold every key.
    return f"{CAP_EDGE}{plain(key)}{CAP_EDGE}"


def _source(page: str) -> str:
    return resources.path("help", f"{page}.md").read_text(encoding="utf-8")
