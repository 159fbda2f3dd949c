"""Files that appear whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TextIO
from uuid import uuid4

from annotator.core.errors import AnnotatorError


@contextmanager
def whole_files(
    *targets: Path, encoding: str = "utf-8", newline: str = "\n"
) -> Iterator[tuple[TextIO, ...]]:
    """Open a file for each target; they get their names together, when all are written.

    When something fails on the way, the targets are as they were and nothing else is left. Raises
    AnnotatorError where the folder or the disk is the reason.
    """
    parts: list[Path] = []
    try:
        places = [_place(target) for target in targets]
        # Beside the target, because only within one file system a file is renamed in one step.
        parts += [place.with_name(f".{uuid4().hex}.part") for place in places]
        with ExitStack() as stack:
            files = tuple(
                stack.enter_context(part.open("x", encoding=encoding, newline=newline))
                for part in parts
            )
            yield files
            for file in files:
                file.flush()
                os.fsync(file.fileno())
        for part, place in zip(parts, places, strict=True):
            part.replace(place)
    except OSError as error:
        raise AnnotatorError(
            f"{targets[0]} cannot be written ({error.strerror}). Check that the folder is there, "
            f"that you may write in it and that the disk is not full."
        ) from error
    finally:
        for part in parts:
            with suppress(OSError):
                part.unlink()


def _place(target: Path) -> Path:
    """Return where to write: the file itself where the target is a link to one."""
    place = Path(os.path.realpath(target))
    if place.exists() and not place.is_file():
        raise AnnotatorError(f"{target} is there already and is not a file. Choose another name.")
    return place
