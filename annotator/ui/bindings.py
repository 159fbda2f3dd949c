"""Which key does what: who has one already, and which keys nobody can have."""

from collections.abc import Callable, Iterable
from sys import maxunicode

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from annotator.core.model import Label
from annotator.ui.actions import Actions
from annotator.ui.menus import MENUS
from annotator.ui.phrases import unmarked
from annotator.ui.specs import SPECS, Scope, Spec, meet

_NATIVE = QKeySequence.SequenceFormat.NativeText
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_HELD = (
    _SHIFT | _CONTROL | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)  # what counts as held; others tell where a key is
_ALONE = {
    Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta,
    Qt.Key.Key_Super_L, Qt.Key.Key_Super_R, Qt.Key.Key_Hyper_L, Qt.Key.Key_Hyper_R,
    Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock, Qt.Key.Key_ScrollLock, Qt.Key.Key_unknown,
    Qt.Key.Key_Mode_switch, Qt.Key.Key_Multi_key,
}  # fmt: skip
_ALONG = {
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home,
    Qt.Key.Key_End,
}  # fmt: skip
_PAGES = {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
_EDITING = {
    Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape,
    Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Insert,
}  # fmt: skip
_FIELDS_OWN = ("Ctrl+C", "Ctrl+X", "Ctrl+V", "Ctrl+A", "Ctrl+Ins", "Shift+Ins", "Shift+Del")
_WHERE = {
    Scope.WINDOW: "everywhere",
    Scope.TEXT: "text",
    Scope.LIBRARY: "library",
    Scope.TABLE: "table",
    Scope.ACTORS: "actors",
    Scope.CHECKS: "checks",
}


def pressed_key(event: QKeyEvent) -> str:
    """Return the portable name of what was pressed, such as `Ctrl+Z`; empty for Ctrl alone."""
    key, held = Qt.Key(event.key()), event.modifiers() & _HELD
    if key in _ALONE or event.key() == 0:
        return ""
    if key == Qt.Key.Key_Backtab:
        key, held = Qt.Key.Key_Tab, held | _SHIFT
    if _is_symbol(key):
        held &= ~_SHIFT  # it was needed to write the symbol, on this keyboard
    return QKeySequence(QKeyCombination(held, key)).toString()


def split(keys: str) -> list[str]:
    """Return each of several keys that are parted by `; `."""
    return [key for key in keys.split("; ") if key]


def joined(keys: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(keys))


def native(key: str) -> str:
    """Return a key as it is called on this system."""
    return QKeySequence(key).toString(_NATIVE)


def where(scope: Scope) -> str:
    """Say where the keys of a scope count."""
    return " and ".join(words for one, words in _WHERE.items() if one & scope)


class Bindings:
    """The keys of all actions and of the labels of the project, as they are at the moment."""

    def __init__(self, acting: Actions, labels: Callable[[], Iterable[Label]]) -> None:
        self._acting, self._labels = acting, labels

    def objection(self, spec: Spec, key: str) -> str:
        """Return why an action cannot be on a key, whoever else is; empty where it can."""
        name = native(key)
        combination = QKeySequence(key)[0]  # type: ignore[index]  # the stubs do not know of it
        held, pressed = combination.keyboardModifiers(), combination.key()
        comes_with_it = key in split(spec.keys)
        if not comes_with_it and (_moves(held, pressed) or key in _FIELDS_OWN):
            return f"{name} belongs to texts and fields; it moves in them, copies or pastes."
        if spec.scope & Scope.WINDOW and _writes(held, pressed):
            return f"{name} is needed to write in fields. Take it together with Ctrl or Alt."
        for title in MENUS:
            if QKeySequence.mnemonic(title).toString() == key:
                return f"{name} opens the menu “{unmarked(title)}”."
        if meet(spec.scope, Scope.TEXT):
            for label in self._labels():
                if key in _keys_of(label):
                    return f"{name} is the key of the label “{label.title}”."
        return ""

    def others(self, spec: Spec, key: str) -> list[Spec]:
        """Return the other actions that are on a key where it would count for both."""
        return [
            one
            for one in SPECS
            if one.name != spec.name
            and meet(one.scope, spec.scope)
            and key in split(self._acting.keys(one.name))
        ]

    def label_objection(self, label: Label, key: str) -> str:
        """Return which action keeps a label from a key; empty where none does."""
        wanted = _keys_of(label, key)
        for spec in SPECS:
            taken = wanted & set(split(self._acting.keys(spec.name)))
            if taken and meet(spec.scope, Scope.TEXT):
                return f"{native(min(taken, key=len))} is the key of {self.quoted(spec)}."
        return ""

    def clash(self, spec: Spec) -> str:
        """Return who else is on one of the keys of an action; empty where nobody is."""
        for key in split(self._acting.keys(spec.name)):
            for other in self.others(spec, key):
                return f"{native(key)} is the key of {self.quoted(other)}, too."
            for label in self._labels():
                if meet(spec.scope, Scope.TEXT) and key in _keys_of(label):
                    return f"{native(key)} is the key of the label “{label.title}”, too."
        return ""

    def quoted(self, spec: Spec) -> str:
        """Return the text of an action as it stands in a sentence."""
        return f"“{unmarked(self._acting[spec.name].text()).removesuffix('…')}”"


def _keys_of(label: Label, key: str | None = None) -> set[str]:
    """Return what a label has of the keyboard: its letter, and that with Shift held."""
    letter = label.key if key is None else key
    return {letter, f"Shift+{letter}"} if letter else set()


def _is_symbol(key: Qt.Key) -> bool:
    return Qt.Key.Key_Space < key <= maxunicode and not chr(key).isalnum()


def _moves(held: Qt.KeyboardModifier, key: Qt.Key) -> bool:
    if key in _ALONG:
        return not held & ~(_SHIFT | _CONTROL)
    return key in _PAGES and not held & ~_SHIFT


def _writes(held: Qt.KeyboardModifier, key: Qt.Key) -> bool:
    return not held & ~_SHIFT and (key in _EDITING or key < Qt.Key.Key_Escape)
