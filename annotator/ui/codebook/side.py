"""The left side of the editor: the outline, and what is done to its rows."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from annotator.core.model import Attribute, Label, LinkKind
from annotator.ui.codebook.asking import Asking
from annotator.ui.codebook.changing import Changing
from annotator.ui.codebook.outline import Outline
from annotator.ui.icons import icon
from annotator.ui.phrases import tooltip

_NARROWEST = 200
_ROOM = 14


class Side(QWidget):
    """Has buttons for what the keys of the outline do."""

    def __init__(
        self, outline: Outline, asking: Asking, changing: Changing, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._asking = asking
        self.setMinimumWidth(_NARROWEST)
        self.add = QToolButton(self)
        self.add.setText("Add")
        self.add.setToolTip("Add a label, an attribute or a kind of link (Ins)")
        self.add.setAccessibleName("Add to the codebook")
        self.add.setIcon(icon("new"))
        self.add.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.add.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.add.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self.add.setMenu(self._menu)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.add)
        row.addStretch(1)
        buttons = [self.add]
        for name, by in (("up", -1), ("down", 1)):
            arrow = QToolButton(self)
            arrow.setIcon(icon(name))
            arrow.setToolTip(tooltip(f"Move {name} (Alt+{name.capitalize()})"))
            arrow.setAccessibleName(f"Move {name}")
            arrow.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            arrow.clicked.connect(partial(outline.step, by))
            row.addWidget(arrow)
            buttons.append(arrow)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, _ROOM, 0)
        column.setSpacing(6)
        column.addWidget(outline, 1)
        column.addLayout(row)
        keys = (("Ins", asking.add), ("Del", asking.delete))
        if changing.may:
            for key, act in keys:
                QShortcut(QKeySequence(key), outline, act).setContext(
                    Qt.ShortcutContext.WidgetShortcut
                )
        for button in buttons:
            button.setEnabled(changing.may)

    def _fill(self) -> None:
        self._menu.clear()
        self._menu.addAction("&Label…", partial(self._asking.add, Label))
        label = self._asking.label()
        if label is not None:
            title = f"&Attribute of “{label.title.replace('&', '&&')}”…"
            self._menu.addAction(title, partial(self._asking.add, Attribute))
        self._menu.addAction("&Kind of link…", partial(self._asking.add, LinkKind))
