"""The command line: `annotator [PROJECT]` opens the window, the other commands need no screen."""

import io
import sys
from typing import NoReturn

import click
from click_default_group import DefaultGroup

from annotator import __version__
from annotator.cli.exchange import export, import_, new
from annotator.cli.looking import check, info
from annotator.cli.window import Windows, demo, open_
from annotator.core.errors import AnnotatorError

__all__ = ["Windows", "run"]

_HELP = """Read articles side by side, mark quotes, claims and actors, export them as training data.

\b
annotator                               open the window
annotator my.annotator                  open a project in the window
annotator --sample                      open a fresh copy of the sample project
annotator new my.annotator              make a project
annotator import my.annotator *.txt     bring articles in
annotator export my.annotator -o x.csv  take annotations out
"""


def run(windows: Windows) -> NoReturn:
    """Carry out the command line; exit 0 when all was done, 1 when not, 2 on wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A title or a file name must not fail on a terminal that has no such letters.
            stream.reconfigure(errors="backslashreplace")
    commands = (open_, demo, new, import_, export, info, check)
    group = DefaultGroup(
        default="open",
        default_if_no_args=True,
        commands={one.name: one for one in commands},
        help=_HELP,
        epilog="A project whose name is that of a command is opened as ./NAME.",
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    click.version_option(__version__, prog_name="annotator")(group)
    try:
        group(obj=windows, prog_name="annotator")
    except AnnotatorError as error:
        click.echo(f"annotator: {error}", err=True)
    sys.exit(1)
