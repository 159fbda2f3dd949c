"""The labels of the codebook as buttons and as a menu, each with its key."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QToolBar, QToolButton, QWidget

from annotator.core.model import Label
from annotator.ui.swatch import swatch
from annotator.ui.theme import Theme
from annotator.ui.words import tooltip


class LabelsBar(QToolBar):
    """Shows how each label looks in the text and on which key it lies."""

    def __init__(self, theme: Theme, press: Callable[[str], None], parent: QWidget) -> None:
        """`press` does what the key of a label does."""
        super().__init__("Labels", parent)
        self._theme, self._press = theme, press
        self.setObjectName("labels")
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)

    def show_labels(self, labels: Iterable[Label], menu: QMenu) -> None:
        """Fill the bar and a menu with the labels that have a key."""
        for action in self.actions():
            self.removeAction(action)
            action.deleteLater()  # and its button with it
        menu.clear()
        for label in labels:
            if label.key:
                press = partial(self._press, label.key)
                self._add(label).clicked.connect(press)
                menu.addAction(f"{label.title}\t{label.key}".replace("&", "&&"), press)

    def _add(self, label: Label) -> QToolButton:
        button = QToolButton(self)
        button.setText(f" {label.title}   {label.key}".replace("&", "&&"))
        button.setIcon(swatch(label, self._theme))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setToolTip(tooltip(f"{label.description} ({label.key})"))
        button.setAccessibleName(f"Tag as {label.title}")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.addWidget(button)
        return button
