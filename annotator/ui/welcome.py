"""What is shown while no project is open: how to begin, and what was open lately."""

from collections.abc import Iterable
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.ui.actions import Actions
from annotator.ui.recent import RecentProjects

_SENTENCE = (
    "Read several outlets on one event side by side, mark quotes, claims and actors, "
    "and take them away as training data."
)
_BEGIN = (
    ("file.sample", "Open the sample"),
    ("file.new", "New project…"),
    ("file.open", "Open project…"),
)
_LINKS = (("help.contents", "Help"), ("help.keys", "Keys"))
_WIDTH = 580
_ICON = 44
_LONGEST_NAME = 80
_NAME_AT = 1  # under the title


class Welcome(QWidget):
    """A page with the ways to begin; what is chosen there is told by signals."""

    open_requested = Signal(object)  # Path
    forget_requested = Signal(object)  # Path, which is to stand among the recent ones no more
    coder_named = Signal(str)

    def __init__(self, acting: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("help", "start")
        # Made when they are needed: most starts need neither, and Qt's first list and first field
        # take as long as all the rest of this page.
        self._name: _Name | None = None
        self._recent: RecentProjects | None = None
        self._buttons = [_button(acting, name, text, self) for name, text in _BEGIN]
        for button, (name, _) in zip(self._buttons, _BEGIN, strict=True):
            button.setIcon(acting[name].icon())
        self._heading = QLabel("Recent projects", self)
        self._heading.setObjectName("hint")
        drop = QLabel("Or drop a project anywhere on this window.", self)
        drop.setObjectName("hint")
        self._links = [_link(acting, name, text, self) for name, text in _LINKS]
        links = _row(self._links)
        links.insertWidget(0, drop)
        links.insertStretch(1, 1)
        column = self._column = QVBoxLayout()
        column.setSpacing(14)
        column.addLayout(_titled(self))
        begin = _row(self._buttons)
        begin.addStretch(1)
        column.addLayout(begin)
        column.addSpacing(6)
        column.addWidget(self._heading)
        column.addLayout(links)
        # An alignment would leave the wrapped text too little height; stretches do not.
        middle = QWidget(self)
        middle.setMaximumWidth(_WIDTH)
        middle.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(middle, 100)
        across.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(28, 20, 28, 16)
        outer.addStretch(2)
        outer.addLayout(across)
        outer.addStretch(3)
        self.show_recent(())

    def show_recent(self, projects: Iterable[Path]) -> None:
        """Offer the projects that were open lately, also those that are gone meanwhile."""
        paths = list(projects)
        if paths or self._recent is not None:
            self._the_recent().show_projects(paths, datetime.now())
            self._the_recent().setVisible(bool(paths))
        self._heading.setVisible(bool(paths))
        self.setFocusProxy(self._the_recent() if paths else self._buttons[0])

    def ask_coder(self, name: str) -> None:
        """Ask for the coder's name, with a guess; `coder_named` tells the answer.

        It is asked until `show_coder`.
        """
        if self._name is None:
            self._name = _Name(self)
            self._name.named.connect(self.coder_named)
            self._column.insertWidget(_NAME_AT, self._name)
            self._put_in_order()
        self._name.ask(name)
        self._name.show()

    def show_coder(self, name: str) -> None:
        """Show who the person is where that was asked, after `coder_named` was heard."""
        if self._name is not None:
            self._name.show_answer(name)

    def refuse_name(self, sentence: str) -> None:
        """Show why somebody cannot be called what `coder_named` has told; it stays to be mended."""
        if self._name is not None:
            self._name.refuse(sentence)

    def _the_recent(self) -> RecentProjects:
        if self._recent is None:
            self._recent = RecentProjects(self)
            self._recent.open_requested.connect(self.open_requested)
            self._recent.forget_requested.connect(self.forget_requested)
            self._heading.setBuddy(self._recent)
            self._column.insertWidget(self._column.indexOf(self._heading) + 1, self._recent)
            self._put_in_order()
        return self._recent

    def _put_in_order(self) -> None:
        """Let Tab go from top to bottom, whatever was made first."""
        name = self._name.fields if self._name else ()
        recent = (self._recent,) if self._recent else ()
        for one, other in pairwise((*name, *self._buttons, *recent, *self._links)):
            self.setTabOrder(one, other)


class _Name(QStackedWidget):
    """The question for the coder's name and, in the same place, what was answered.

    The page keeps its height, so that no button goes away from under the mouse, unless there is
    something to mend.
    """

    named = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        question = QLabel("Your name, as it stands beside your annotations:", self)
        self._field = QLineEdit(self)
        self._field.setMaxLength(_LONGEST_NAME)
        self._field.setAccessibleName("Your name")
        question.setBuddy(self._field)
        self._confirm = QPushButton("That is me", self)
        self._confirm.setAutoDefault(True)  # Enter presses it, as in a dialog
        self._answer = QLabel(self)
        self._answer.setTextFormat(Qt.TextFormat.PlainText)
        self._problem = QLabel(self)
        self._problem.setObjectName("problem")
        self._problem.setTextFormat(Qt.TextFormat.PlainText)
        self._problem.setWordWrap(True)
        self._problem.hide()
        asking = QWidget(self)
        column = QVBoxLayout(asking)
        column.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        column.addLayout(row)
        column.addWidget(self._problem)
        row.addWidget(question)
        row.addWidget(self._field, 1)
        row.addWidget(self._confirm)
        self.addWidget(asking)
        self.addWidget(self._answer)
        self._field.textChanged.connect(self._allow)
        self._field.returnPressed.connect(self._tell)
        self._confirm.clicked.connect(self._tell)

    @property
    def fields(self) -> tuple[QWidget, ...]:
        return self._field, self._confirm

    def ask(self, name: str) -> None:
        self._field.setText(name)
        self._allow()
        self.refuse("")

    def show_answer(self, name: str) -> None:
        self._answer.setText(f"You annotate as {name}. The settings let you change that.")
        self._problem.hide()
        self.setCurrentIndex(1)

    def refuse(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        self.setCurrentIndex(0)

    def _allow(self) -> None:
        self._confirm.setEnabled(bool(self._field.text().strip()))

    def _tell(self) -> None:
        name = " ".join(self._field.text().split())
        if name:
            self.named.emit(name)


def _titled(parent: QWidget) -> QHBoxLayout:
    icon = QLabel(parent)
    icon.setPixmap(QApplication.windowIcon().pixmap(QSize(_ICON, _ICON), parent.devicePixelRatio()))
    title = QLabel("Annotator", parent)
    title.setObjectName("welcomeTitle")
    sentence = QLabel(_SENTENCE, parent)
    sentence.setWordWrap(True)
    sentence.setObjectName("hint")
    words = QVBoxLayout()
    words.setSpacing(4)
    words.addWidget(title)
    words.addWidget(sentence)
    row = QHBoxLayout()
    row.setSpacing(16)
    row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(words, 1)
    return row


def _row(buttons: list[QPushButton]) -> QHBoxLayout:
    row = QHBoxLayout()
    for button in buttons:
        row.addWidget(button)
    return row


def _button(acting: Actions, name: str, text: str, parent: QWidget) -> QPushButton:
    action = acting[name]
    button = QPushButton(text, parent)
    button.setToolTip(action.toolTip())
    button.setAutoDefault(True)  # Enter presses it, as in a dialog
    button.clicked.connect(action.trigger)
    return button


def _link(acting: Actions, name: str, text: str, parent: QWidget) -> QPushButton:
    button = _button(acting, name, text, parent)
    button.setObjectName("link")
    button.setFlat(True)
    return button
