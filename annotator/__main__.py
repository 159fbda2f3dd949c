"""Where the program starts: the command line gets what it needs to open a window."""

from pathlib import Path
from typing import NoReturn

from annotator import cli


def main() -> NoReturn:
    """Run the `annotator` command."""
    cli.run(cli.Windows(_open_window, _demonstrate))


def _open_window(project: Path | None, sample: bool, coder: str | None) -> int:
    # Qt is imported only when a window is wanted: the other commands start four times as fast.
    from annotator.ui.application import run

    return run(project, sample=sample, coder=coder)


def _demonstrate(folder: Path) -> dict[str, Path]:
    from annotator.ui.demonstration import demonstrate

    return demonstrate(folder)


if __name__ == "__main__":
    main()
