"""Where a window gets a project from: told by whoever makes the window, who knows the coder."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from annotator.project.project import Project


@dataclass(frozen=True, slots=True)
class Projects:
    """The ways in which a window gets a project."""

    open: Callable[[Path], Project]
    new: Callable[[Path], Project]
    sample: Callable[[], Project]
