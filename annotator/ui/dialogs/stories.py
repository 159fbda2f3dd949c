"""The choice of a story: one that is there, a new one, or none."""

from collections.abc import Iterable

from PySide6.QtWidgets import QComboBox, QWidget

from annotator.core.clock import new_uid
from annotator.core.folding import fold
from annotator.core.model import Story
from annotator.ui.completing import proposing


class StoryBox(QComboBox):
    """Lists the stories there are; a title that none of them has stands for a new one."""

    def __init__(self, stories: Iterable[Story], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("Story")
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(16)
        line = self.lineEdit()
        assert line is not None  # it is editable
        line.setPlaceholderText("None; type a title for a new one")
        self._stories: list[Story] = []
        self._fill(stories)

    def choose(self, story: Story | None) -> None:
        """Choose a story, or none; one that was not listed is from now on."""
        if story is not None and story not in self._stories:
            self._fill([*self._stories, story])
        self.setCurrentIndex(self._stories.index(story) + 1 if story else 0)

    def chosen(self) -> Story | None:
        """Return the story of what was typed; where none has that title, a new one."""
        title = self.currentText().strip()
        listed = self.currentIndex() - 1
        if listed >= 0 and self._stories[listed].title == title:
            return self._stories[listed]
        same = (one for one in self._stories if fold(one.title) == fold(title))
        return next(same, Story(uid=new_uid(), title=title)) if title else None

    def _fill(self, stories: Iterable[Story]) -> None:
        self._stories = sorted(stories, key=lambda one: fold(one.title))
        titles = [one.title for one in self._stories]
        self.clear()
        self.addItems(["", *titles])
        self.setCompleter(proposing(titles, self))
