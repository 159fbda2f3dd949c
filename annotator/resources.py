"""Where the files in resources/ lie: in a wheel, a frozen app or a checkout."""

from errno import ENOENT
from functools import cache
from pathlib import Path


@cache
def root() -> Path:
    package = Path(__file__).parent
    shipped = package / "resources"
    return shipped if shipped.is_dir() else package.parent / "resources"


def path(*parts: str) -> Path:
    """Return where a resource lies, which must be there: `path("icons", "undo.svg")`."""
    found = root().joinpath(*parts)
    if not found.exists():
        raise FileNotFoundError(ENOENT, "This copy of Annotator is incomplete", str(found))
    return found
