"""What the list of findings says where there are none."""

from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QLabel, QTableView, QVBoxLayout, QWidget
from typing_extensions import override

from annotator.ui.icons import icon
from annotator.ui.panels.checks.bar import Extent
from annotator.ui.phrases import counted

_PICTURE = 28
WHERE: dict[Extent, str] = {
    "pane": "in this article", "story": "in this story", "all": "in this project",
}  # fmt: skip
_NOWHERE: dict[Extent, str] = {
    "pane": "No article is open in the active pane.",
    "story": "The article in the active pane is in no story.",
    "all": "There are no articles yet.",
}


class Asked(NamedTuple):
    """What was looked at, and how far that is."""

    extent: Extent
    rules: int
    is_anywhere: bool  # there are such articles
    is_done: bool
    is_stopped: bool


class ChecksHint(QWidget):
    """Lies over the rows of an empty list; the list keeps the keyboard."""

    def __init__(self, over: QTableView) -> None:
        self._over = over.viewport()
        super().__init__(self._over)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._is_well = False
        self._picture, self._head, self._rest = QLabel(self), QLabel(self), QLabel(self)
        font = self._head.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.15)
        self._head.setFont(font)
        self._rest.setObjectName("hint")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(4)
        column.addStretch(1)
        for label in (self._picture, self._head, self._rest):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            column.addWidget(label)
        column.addStretch(1)
        self._over.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """Return what is told at the moment."""
        return " ".join(one.text() for one in (self._head, self._rest) if one.text())

    def tell_of(self, asked: Asked) -> None:
        """Say why nothing was found, if that can be said yet."""
        if not asked.rules:
            self.tell("No check is made.", "Choose some from the list above.")
        elif not asked.is_anywhere:
            self.tell(_NOWHERE[asked.extent])
        elif asked.is_done:
            made = f"{counted(asked.rules, 'check')} found nothing to mend."
            self.tell(f"All is well {WHERE[asked.extent]}.", made, well=True)
        elif asked.is_stopped:
            self.tell("Nothing was found so far.")
        else:
            self.hide()

    def tell(self, head: str, rest: str = "", *, well: bool = False) -> None:
        """Say why nothing is shown; `well` where that is what one wants to see."""
        self._head.setText(head)
        self._rest.setText(rest)
        self._rest.setVisible(bool(rest))
        self._is_well = well
        self._settle()
        self.show()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._settle()
        return super().eventFilter(watched, event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._paint_picture()

    def _settle(self) -> None:
        self.setGeometry(self._over.rect())
        high = self._over.height() > 4 * self._head.fontMetrics().height() + _PICTURE
        self._picture.setVisible(self._is_well and high)
        self._paint_picture()

    def _paint_picture(self) -> None:
        self._picture.setPixmap(icon("done").pixmap(_PICTURE, _PICTURE))
