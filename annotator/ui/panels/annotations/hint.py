"""What the table of annotations says where it has nothing to show."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QLabel, QTableView
from typing_extensions import override

from annotator.project.project import Project
from annotator.ui.panels.annotations.filter import AnnotationsFilter

_WHERE = {"pane": "in this article", "story": "in this story", "all": "in this project"}
_NO_ARTICLE = "No article is open in the active pane."
_NO_STORY = "The article in the active pane is in no story."


class AnnotationsHint(QLabel):
    """Lies over the rows of an empty table; the table keeps the keyboard."""

    def __init__(self, over: QTableView) -> None:
        self._over = over.viewport()
        super().__init__(self._over)
        self.setObjectName("hint")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWordWrap(True)
        self.setMargin(16)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._over.installEventFilter(self)
        self.hide()

    def tell(self, asked: AnnotationsFilter, project: Project) -> None:
        """Say why nothing is shown of a project."""
        self.setText(_sentence(asked, project))
        self._settle()
        self.show()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._settle()
        return super().eventFilter(watched, event)

    def _settle(self) -> None:
        self.setGeometry(self._over.rect())


def _sentence(asked: AnnotationsFilter, project: Project) -> str:
    wanted = asked.wanted()
    if "" in (wanted.article, wanted.story):
        return _NO_ARTICLE if wanted.article == "" else _NO_STORY
    where = _WHERE[asked.extent]
    if wanted.words:
        only = " among these labels" if wanted.labels else ""
        only = " with these filters" if wanted.conditions else only
        return f"Nothing matches “{' '.join(wanted.words)}” {where}{only}."
    if wanted.conditions:
        return f"Nothing {where} is what the filters above ask for."
    if wanted.labels:
        return f"No annotations with {_labels(asked, project)} {where}."
    keys = [label.key for label in project.scheme.labels if label.key]
    how = f" yet. Select words and press a label’s key, such as {keys[0]}" if keys else ""
    return f"No annotations {where}{'' if project.read_only else how}."


def _labels(asked: AnnotationsFilter, project: Project) -> str:
    titles = [f"“{one.title}”" for one in project.scheme.labels if one.uid in asked.labels]
    return f"the label {titles[0]}" if len(titles) == 1 else "these labels"
