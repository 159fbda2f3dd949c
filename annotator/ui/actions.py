"""The actions of a window: what the table of ui/specs.py says, on the keys that are wanted."""

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from annotator.core.errors import AnnotatorError
from annotator.ui.icons import icon
from annotator.ui.menus import CONTEXT_MENUS
from annotator.ui.mnemonics import let_letters_choose
from annotator.ui.phrases import tooltip
from annotator.ui.specs import SPECS, Needs, Scope, Spec


class Actions(QObject):
    """The actions of a window, made from the table, on the keys that a person has put them on."""

    rebound = Signal()

    def __init__(
        self,
        parent: QObject,
        refuse: Callable[[str], None],
        overrides: Mapping[str, str] | None = None,
    ) -> None:
        """`refuse` shows the sentence of an action that cannot be done.

        `overrides` are keys by the names of actions, instead of those of the table.
        """
        super().__init__(parent)
        self._refuse = refuse
        self._overrides = dict(overrides or {})
        self._fillers: dict[str, Callable[[QMenu], object]] = {}
        self._there: Needs | None = None
        self._specs = {spec.name: spec for spec in SPECS}
        self._actions = {spec.name: self._made(spec) for spec in SPECS}

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def of(self, scope: Scope) -> list[QAction]:
        """Return the actions whose keys count in a part of the window."""
        return [self._actions[spec.name] for spec in SPECS if spec.scope & scope]

    def add_to(self, widget: QWidget, scope: Scope) -> None:
        """Let the keys of a scope count while a widget has the keyboard."""
        widget.addActions(self.of(scope))

    def on(self, name: str, handler: Callable[[], object]) -> None:
        """Let an action call `handler`; what that refuses is shown."""
        self._actions[name].triggered.connect(lambda: self.attempt(handler))

    def attempt(self, handler: Callable[[], object]) -> None:
        """Call `handler` and show why, if it cannot be done."""
        try:
            handler()
        except AnnotatorError as error:
            self._refuse(str(error))

    def allow(self, there: Needs) -> None:
        """Enable the actions whose needs are met by what is there."""
        if there == self._there:
            return
        self._there = there
        for name, action in self._actions.items():
            action.setEnabled(self._specs[name].needs in there)

    def on_show(self, name: str, filler: Callable[[QMenu], object]) -> None:
        """Let `filler` fill the menus that the tables of ui/menus.py call `name:Title`."""
        self._fillers[name] = filler

    def fill(self, menu: QMenu, names: Iterable[str]) -> None:
        """Fill a menu from a row of a table of ui/menus.py."""
        menu.setToolTipsVisible(True)
        let_letters_choose(menu)
        for name in names:
            if name == "-":
                menu.addSeparator()
            elif ":" in name:
                inner, _, title = name.partition(":")
                self._fill_on_show(menu.addMenu(_translated(title)), inner)
            else:
                menu.addAction(self._actions[name])

    def menu(self, name: str, parent: QWidget) -> QMenu:
        """Return the context menu of a name; it goes when it is closed."""
        return self.menu_of(CONTEXT_MENUS[name], parent)

    def menu_of(self, names: Iterable[str], parent: QWidget) -> QMenu:
        """Return a menu of some actions that goes when it is closed."""
        menu = QMenu(parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill(menu, names)
        return menu

    def keys(self, name: str) -> str:
        """Return the keys of an action as they are now, parted by `; `."""
        return self._overrides.get(name, self._specs[name].keys)

    def key_told(self, name: str) -> str:
        """Return the first key of an action as this system calls it; empty where there is none."""
        keys = _sequences(self.keys(name))
        return keys[0].toString(QKeySequence.SequenceFormat.NativeText) if keys else ""

    def default_keys(self, name: str) -> str:
        return self._specs[name].keys

    def overrides(self) -> dict[str, str]:
        """Return the keys that differ from the table, by the names of the actions."""
        return dict(self._overrides)

    def rebind(self, name: str, keys: str) -> None:
        """Put an action on other keys, parted by `; `, or with none on no key."""
        if keys == self._specs[name].keys:
            self._overrides.pop(name, None)
        else:
            self._overrides[name] = keys
        self._set_keys(self._actions[name], self._specs[name])
        self.rebound.emit()

    def _fill_on_show(self, menu: QMenu, name: str) -> None:
        menu.setToolTipsVisible(True)
        let_letters_choose(menu)
        menu.aboutToShow.connect(lambda: self._fillers[name](menu))

    def _made(self, spec: Spec) -> QAction:
        action = QAction(_translated(spec.text), self)
        action.setCheckable(spec.checkable)
        action.setAutoRepeat(spec.repeats)
        if spec.icon:
            action.setIcon(icon(spec.icon))
            action.setIconVisibleInMenu(False)
        if spec.scope is not Scope.WINDOW:
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._set_keys(action, spec)
        return action

    def _set_keys(self, action: QAction, spec: Spec) -> None:
        action.setShortcuts(_sequences(self.keys(spec.name)))
        key = self.key_told(spec.name)
        tip = _translated(spec.tip)
        action.setToolTip(tooltip(f"{tip} ({key})" if key else tip))


def _sequences(keys: str) -> list[QKeySequence]:
    # An empty text would be read as one empty key.
    return QKeySequence.listFromString(keys) if keys else []


def _translated(text: str) -> str:
    return QCoreApplication.translate("Actions", text)
