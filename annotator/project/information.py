"""What there is to say of a project, gathered beside the work in it."""

from pathlib import Path

from annotator.core.progress import Progress
from annotator.store.facts import Facts
from annotator.store.store import Store


def facts_apart(path: Path, progress: Progress) -> Facts:
    """Return the facts of a project through a connection of its own, for a thread of its own."""
    with Store.open(path) as store:
        return store.reading.facts(progress)
