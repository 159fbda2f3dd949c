"""The editor of keys: of all actions, and of the labels of the project."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.core.errors import AnnotatorError
from annotator.core.model import Label
from annotator.ui.actions import Actions
from annotator.ui.bindings import Bindings, joined, native, split, where
from annotator.ui.commands import in_order_of_menus
from annotator.ui.dialogs.keypanel import KeyPanel
from annotator.ui.dialogs.keytable import KeyTable, Line
from annotator.ui.dialogs.recorder import KeyRecorder
from annotator.ui.phrases import unmarked
from annotator.ui.specs import SPECS, Scope, Spec

_LABELS = "Labels"
_SPECS = {spec.name: spec for spec in SPECS}


class ShortcutsDialog(QDialog):
    """Shows who is on which key; what is changed there counts at once."""

    def __init__(
        self,
        acting: Actions,
        labels: Callable[[], Iterable[Label]],
        set_key: Callable[[Label, str], object] | None,
        parent: QWidget,
    ) -> None:
        """`labels` asks for those of the project, or for none.

        `set_key` puts a label on a letter or raises AnnotatorError; None where that cannot be.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Keyboard shortcuts")
        self.setProperty("help", "keys")
        self._acting, self._labels, self._set_key = acting, labels, set_key
        self._bindings = Bindings(acting, labels)
        # In the order in which Tab goes through them.
        self._filter = QLineEdit(self)
        self._find_key = KeyRecorder("Find by key…", self)
        self._table = KeyTable(self)
        self._nothing = QLabel("Nothing has that name, nor that key.", self)
        self._panel = KeyPanel(self._table, self)
        self._lay_out()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Show the keys as they are now, after they were changed elsewhere."""
        self._table.show_lines([*self._action_lines(), *self._label_lines()])
        self._show_current()

    def _lay_out(self) -> None:
        self._filter.setPlaceholderText("Filter by name, menu or key")
        self._filter.setAccessibleName("Filter")
        self._filter.setClearButtonEnabled(True)
        self._nothing.setObjectName("hint")
        self._nothing.setContentsMargins(8, 8, 8, 8)
        self._nothing.hide()
        self._reset_all = QPushButton("Reset all", self)
        close = QPushButton("Close", self)
        close.clicked.connect(self.close)
        for button in (self._reset_all, close):
            button.setAutoDefault(False)  # Enter is for the table
        top = QHBoxLayout()
        top.addWidget(self._filter, 1)
        top.addWidget(self._find_key)
        bottom = QHBoxLayout()
        bottom.addWidget(self._reset_all)
        bottom.addStretch(1)
        bottom.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 14, 14, 14)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self._nothing)
        column.addWidget(self._table, 1)
        column.addWidget(self._panel)
        column.addLayout(bottom)
        self.resize(680, 600)

    def _connect(self) -> None:
        self._filter.textChanged.connect(self._find)
        self._filter.returnPressed.connect(self._table.setFocus)
        self._find_key.recorded.connect(self._find_by_key)
        self._table.currentItemChanged.connect(self._show_current)
        self._table.itemActivated.connect(self._panel.record)
        self._panel.recorded.connect(self._add)
        self._panel.removed.connect(self._remove)
        self._panel.reset.connect(self._reset)
        self._reset_all.clicked.connect(self._reset_everything)
        self._acting.rebound.connect(self.refresh)

    def _action_lines(self) -> Iterator[Line]:
        for group, spec in in_order_of_menus():
            keys = self._acting.keys(spec.name)
            yield Line(
                spec.name,
                group,
                unmarked(self._acting[spec.name].text()),
                tuple(split(keys)),
                where(spec.scope),
                spec.tip,
                keys != self._acting.default_keys(spec.name),
                self._bindings.clash(spec),
            )

    def _label_lines(self) -> Iterator[Line]:
        for label in self._labels():
            problem = self._bindings.label_objection(label, label.key)
            keys = (label.key,) if label.key else ()
            tip = f"Tag as {label.title}; with Shift held, go on with the selected one"
            yield Line(
                label.uid, _LABELS, label.title, keys, where(Scope.TEXT), tip, False, problem
            )

    def _find(self, words: str) -> None:
        self._table.find_words(words)
        self._found()

    def _find_by_key(self, key: str) -> None:
        self._filter.setText(native(key))
        self._table.find_key(key)
        self._found()

    def _found(self) -> None:
        self._nothing.setVisible(self._table.is_empty())
        self._show_current()

    def _show_current(self) -> None:
        line = self._table.line()
        spec = _SPECS.get(line.name) if line else None
        self._panel.show_line(line, several=spec is not None)

    def _add(self, key: str) -> None:
        line = self._table.line()
        assert line is not None  # else there is nothing to press
        spec = _SPECS.get(line.name)
        if spec is None:
            self._put_label(self._label(line.name), key)
            return
        objection = self._bindings.objection(spec, key)
        others = self._bindings.others(spec, key)
        if objection:
            self._panel.tell(objection)
        elif others:
            names = " and ".join(map(self._bindings.quoted, others))
            self._panel.offer(
                f"{native(key)} is the key of {names}.",
                "Take it from there",
                lambda: self._take(spec, key, others),
            )
        else:
            self._put(spec, [*line.keys, key])

    def _take(self, spec: Spec, key: str, others: list[Spec]) -> None:
        for other in others:
            left = [one for one in split(self._acting.keys(other.name)) if one != key]
            self._acting.rebind(other.name, joined(left))
        self._put(spec, [*split(self._acting.keys(spec.name)), key])

    def _put(self, spec: Spec, keys: Iterable[str]) -> None:
        self._acting.rebind(spec.name, joined(keys))
        self._tell_keys(spec)

    def _tell_keys(self, spec: Spec) -> None:
        """Say on which keys an action is now, unless there is a clash to tell."""
        if not self._bindings.clash(spec):
            keys = " and ".join(map(native, split(self._acting.keys(spec.name)))) or "no key"
            self._panel.tell(f"{self._bindings.quoted(spec)} is on {keys} now.")

    def _put_label(self, label: Label, key: str) -> None:
        objection = self._bindings.label_objection(label, key) if len(key) == 1 else ""
        if self._set_key is None:
            objection = "Labels belong to a project, and none is open that can be changed."
        if not objection:
            try:
                self._set_key(label, key)  # type: ignore[misc]  # it was looked at before
            except AnnotatorError as error:
                objection = str(error)
            else:
                self.refresh()
        self._panel.tell(objection or f"“{label.title}” is on {key or 'no key'} now.")

    def _remove(self, key: str) -> None:
        line = self._table.line()
        assert line is not None  # it has the key
        spec = _SPECS.get(line.name)
        if spec is None:
            self._put_label(self._label(line.name), "")
        else:
            self._put(spec, [one for one in line.keys if one != key])

    def _reset(self) -> None:
        line = self._table.line()
        assert line is not None  # it was changed
        self._put(_SPECS[line.name], split(self._acting.default_keys(line.name)))

    def _reset_everything(self) -> None:
        before = self._acting.overrides()
        for name in before:
            self._acting.rebind(name, self._acting.default_keys(name))
        sentence = "All actions are on the keys they came with."
        self._panel.offer(sentence, "Take that back", lambda: self._bring_back(before))

    def _bring_back(self, overrides: Mapping[str, str]) -> None:
        for name, keys in overrides.items():
            self._acting.rebind(name, keys)

    def _label(self, uid: str) -> Label:
        return next(one for one in self._labels() if one.uid == uid)
