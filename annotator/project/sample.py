"""The sample project: one invented event as three invented outlets tell it."""

from pathlib import Path

from platformdirs import user_data_path

from annotator import resources
from annotator.core.errors import AnnotatorError
from annotator.core.model import Coder
from annotator.project import exchange
from annotator.project.project import SUFFIX, Project

NAME = "Storm barrier"


def new_sample(coder: Coder, folder: Path | None = None) -> Project:
    """Make a fresh copy of the sample project and open it; former copies stay as they are."""
    folder = folder or _folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise AnnotatorError(
            f"The sample cannot be copied to {folder}: {error.strerror}. Make a project of your "
            "own where you may write."
        ) from error
    project = Project.create(_free_name(folder), coder, NAME)
    exchange.bring_in(project, [resources.path("samples", "storm-barrier.jsonl")])
    # A newcomer's first Ctrl+Z must not take the whole sample away.
    project.forget_history()
    return project


def is_sample(path: Path) -> bool:
    """Say whether a project is a copy of the sample, where those are kept."""
    return path.parent == _folder() and path.stem.startswith(NAME)


def _folder() -> Path:
    return user_data_path("annotator") / "samples"


def _free_name(folder: Path) -> Path:
    number = 1
    while (path := folder / f"{NAME} {number}{SUFFIX}").exists():
        number += 1
    return path
