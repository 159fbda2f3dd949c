"""What is shown while no project is open: how to begin, and what was open lately."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.ui.actions import Actions

_BEGIN = (
    ("file.sample", "Open the sample"),
    ("file.new", "New project…"),
    ("file.open", "Open project…"),
)
_SHOWN = 6


class Welcome(QWidget):
    """A page with the ways to begin."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        title = QLabel("Annotator", self)
        title.setObjectName("welcomeTitle")
        explanation = QLabel(
            "Read several outlets on one event side by side, mark quotes, claims and actors, "
            "and take them away as training data.",
            self,
        )
        explanation.setWordWrap(True)
        explanation.setObjectName("hint")
        buttons = QHBoxLayout()
        for name, text in _BEGIN:
            button = QPushButton(text, self)
            button.setToolTip(actions[name].toolTip())
            button.clicked.connect(actions[name].trigger)
            buttons.addWidget(button)
        buttons.addStretch(1)
        self._recent = QVBoxLayout()
        column = QVBoxLayout()
        column.setSpacing(14)
        for item in (title, explanation):
            column.addWidget(item)
        column.addLayout(buttons)
        column.addLayout(self._recent)
        middle = QWidget(self)
        middle.setFixedWidth(520)
        middle.setLayout(column)
        # An alignment would leave the wrapped text too little height; stretches do not.
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(middle)
        across.addStretch(1)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addLayout(across)
        outer.addStretch(3)

    def show_recent(self, paths: list[Path], open_path: Callable[[Path], None]) -> None:
        """Offer the projects that were open lately."""
        while (item := self._recent.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        if paths:
            heading = QLabel("Recent projects", self)
            heading.setObjectName("hint")
            self._recent.addWidget(heading)
        for path in paths[:_SHOWN]:
            button = QPushButton(path.name, self)
            button.setFlat(True)
            button.setObjectName("recent")
            button.setToolTip(str(path))
            button.clicked.connect(partial(_call, open_path, path))
            self._recent.addWidget(button)


def _call(open_path: Callable[[Path], None], path: Path, _checked: bool = False) -> None:
    open_path(path)
