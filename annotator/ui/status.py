"""The line at the bottom: who works, where the caret is, what happened, when it was saved."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from annotator.ui.announcing import announce
from annotator.ui.elided import ElidedLabel
from annotator.ui.phrases import shortened, tooltip

if TYPE_CHECKING:
    from annotator.core.model import Annotation, Article, Label

_NOTICE_MS = 15_000
_LONGEST = 32  # letters of the title of a label


class StatusLine(QStatusBar):
    """Shows facts at the left and, for a while, what happened last."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._coder, self._place, self._chosen = QLabel(self), QLabel(self), QLabel(self)
        self._notice, self._saved = ElidedLabel("happened", self), QLabel(self)
        for label in (self._coder, self._place, self._chosen):
            self.addWidget(label)
        self.addWidget(self._notice, 1)
        self.addPermanentWidget(self._saved)
        self._held = ""
        self._notice_ends = QTimer(self, singleShot=True, interval=_NOTICE_MS)
        self._notice_ends.timeout.connect(lambda: self.tell(""))

    @property
    def sentence(self) -> str:
        """Return what is told at the moment."""
        return self._notice.whole

    def tell(self, sentence: str, more: str = "") -> None:
        """Show what happened, or why it did not; `more` is shown under the mouse."""
        self._notice.show_text(sentence or self._held, more)
        if sentence:
            self._notice_ends.start()
            announce(self.window(), sentence)  # which is never hidden, as this line may be

    def hold(self, sentence: str) -> None:
        """Show what lasts whenever nothing else is told; an empty sentence says that it is over."""
        is_shown = self.sentence in ("", self._held)
        self._held = sentence
        if sentence or is_shown:
            self.tell("")

    def show_coder(self, name: str) -> None:
        self._coder.setText(f"Coder: {name}" if name else "")

    def show_place(self, article: "Article | None", caret: int) -> None:
        """Show where the caret is, in code points of the article's text."""
        where = f"Character {caret:,} of {len(article.text):,}" if article else ""
        self._place.setText(where)

    def show_chosen(self, annotation: "Annotation | None", label: "Label | None") -> None:
        if annotation is None or label is None:
            self._chosen.clear()
            self._chosen.setToolTip("")
        else:
            place = f"{annotation.start:,}–{annotation.end:,}"
            self._chosen.setText(f"{shortened(label.title, _LONGEST)} {place}")
            self._chosen.setToolTip(tooltip(f"{label.title} {place}"))

    def show_saved(self, at: datetime | None) -> None:
        self._saved.setText(f"Saved {at:%H:%M:%S}" if at else "")
