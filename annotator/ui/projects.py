"""Where a window gets a project from, and who works in it."""

from pathlib import Path

from annotator.core.model import Coder
from annotator.project.coder import rename_me
from annotator.project.project import Project
from annotator.project.sample import new_sample


class Projects:
    """Opens projects for the person at the window."""

    def __init__(self, coder: Coder) -> None:
        self.coder = coder

    def rename_coder(self, name: str) -> Coder:
        """Give the person another name, for all that is opened from now on.

        Raises AnnotatorError when the name will not do.
        """
        self.coder = rename_me(name, who=self.coder)
        return self.coder

    def open(self, path: Path) -> Project:
        return Project.open(path, self.coder)

    def new(self, path: Path) -> Project:
        return Project.create(path, self.coder)

    def sample(self) -> Project:
        """Open a fresh copy of the sample."""
        return new_sample(self.coder)
