"""One file in the place of another, which stays under another name; or both as they were."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

from annotator.store.copying import BESIDE, sync


def swap(place: Path, aside: Path, new: Path) -> None:
    """Put a file in the place of another, which gets another name; or leave both as they are."""
    with ExitStack() as undo:
        if place.exists():
            try:
                # So that there is a project under the name at any moment, come what may.
                os.link(place, aside)
                undo.callback(aside.unlink)
            except OSError:  # file systems without links
                place.rename(aside)
                undo.callback(aside.rename, place)
        # Of a project that is damaged, or that went away without them.
        for file in beside(place):
            kept = aside.with_name(file.name.replace(place.name, aside.name, 1))
            file.rename(kept)
            undo.callback(kept.rename, file)
        new.replace(place)
        undo.pop_all()
    with suppress(OSError):  # it has happened, and only a power cut right now could undo it
        sync(place.parent)
        sync(aside.parent)


def beside(place: Path) -> Iterator[Path]:
    """Yield what SQLite has left beside a file."""
    for end in BESIDE:
        if (file := place.with_name(place.name + end)).exists():
            yield file
