"""The labels of the codebook as buttons and as a menu, each with its key."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from annotator.core.model import Label
from annotator.ui.phrases import shortened, tooltip, unmarked, with_article
from annotator.ui.swatch import swatch
from annotator.ui.theme import Theme

_LONGEST = 24  # letters of a title on a button


class LabelsBar(QToolBar):
    """Shows how each label looks in the text and on which key it lies."""

    def __init__(self, theme: Theme, press: Callable[[str], None], parent: QWidget) -> None:
        """`press` does what the key of a label does."""
        super().__init__("Labels", parent)
        self._theme, self._press = theme, press
        self._labels: list[Label] = []
        self._buttons: list[QToolButton] = []
        self._made: list[QAction] = []
        self.setObjectName("labels")
        self.setMovable(False)
        self.setIconSize(QSize(16, 16))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        room = QWidget(self)
        room.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._room = self.addWidget(room)

    def add_at_end(self, action: QAction, name: str) -> None:
        """Put an action at the right end; `name` is what the stylesheet knows its button by."""
        self.addAction(action)
        button = self.widgetForAction(action)
        button.setObjectName(name)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if isinstance(button, QToolButton):
            button.setAccessibleName(unmarked(action.text()))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)

    def show_labels(self, labels: Iterable[Label]) -> None:
        """Show the labels that have a key."""
        self._labels = [label for label in labels if label.key]
        for action in self._made:
            self.removeAction(action)
            action.deleteLater()  # and its button with it
        self._buttons = [self._button(label) for label in self._labels]
        self._made = [self.insertWidget(self._room, button) for button in self._buttons]

    def fill(self, menu: QMenu) -> None:
        """Fill a menu with the labels."""
        menu.clear()
        for label in self._labels:
            text = f"{label.title}\t{label.key}".replace("&", "&&")
            menu.addAction(swatch(label, self._theme), text, partial(self._press, label.key))

    def allow(self, allowed: bool) -> None:
        for button in self._buttons:
            button.setEnabled(allowed)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for label, button in zip(self._labels, self._buttons, strict=True):
            button.setIcon(swatch(label, theme))

    def _button(self, label: Label) -> QToolButton:
        button = QToolButton(self)
        title = shortened(label.title, _LONGEST)
        button.setText(f" {title}   {label.key}".replace("&", "&&"))
        button.setIcon(swatch(label, self._theme))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        tags = label.description or f"Tag as {with_article(label.title.lower())}"
        whole = f"{label.title}: " if label.description and title != label.title else ""
        button.setToolTip(tooltip(f"{whole}{tags} ({label.key})"))
        button.setAccessibleName(f"Tag as {label.title}")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(partial(self._press, label.key))
        return button
