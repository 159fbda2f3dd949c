"""What the commands share: options, and how they tell what was done, how far it is, what failed."""

import sys
from pathlib import Path

import click
from typing_extensions import override

from annotator.core.progress import SILENT, Progress
from annotator.formats.contract import Problem
from annotator.project.coder import this_coder
from annotator.project.project import Project

PROJECT = click.Path(path_type=Path, dir_okay=True)
coder_option = click.option("--coder", metavar="NAME", help="Who works (default: you).")
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def opening(path: Path, coder: str | None) -> Project:
    return Project.open(path, this_coder(coder))


def counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def fail_on(problems: list[Problem]) -> None:
    for problem in problems:
        click.echo(str(problem), err=True)
    if problems:
        sys.exit(1)


class _Bar(Progress):
    """A progress bar on standard error."""

    def __init__(self, label: str) -> None:
        self._bar = click.progressbar(length=1, label=label, file=sys.stderr)

    @override
    def report(self, done: int, of: int) -> None:
        self._bar.length = max(of, 1)
        self._bar.update(done - self._bar.pos)
        if done == of:
            self._bar.render_finish()


def progress(label: str) -> Progress:
    return _Bar(label) if sys.stderr.isatty() else SILENT
