"""The commands that need a screen."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import click

from annotator.cli.console import PROJECT, coder_option


@dataclass(frozen=True, slots=True)
class Windows:
    """What needs a screen and is handed in from outside, so that nothing here imports Qt."""

    open: Callable[[Path | None, bool, str | None], int]
    demonstrate: Callable[[Path], dict[str, Path]]


@click.command("open", hidden=True)
@click.argument("project", required=False, type=PROJECT)
@click.option("--sample", is_flag=True, help="Open a fresh copy of the sample project.")
@coder_option
@click.pass_obj
def open_(windows: Windows, project: Path | None, sample: bool, coder: str | None) -> None:
    """Open the window, with a project if one is named."""
    if project is not None and sample:
        raise click.UsageError("Name a project or say --sample, not both.")
    sys.exit(windows.open(project, sample, coder))


@click.command("demo", hidden=True)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.pass_obj
def demo(windows: Windows, folder: Path) -> None:
    """Do the main job once through the window, without a screen, and leave the results."""
    for what, file in windows.demonstrate(folder).items():
        click.echo(f"{what:>8}  {file.absolute()}")
    click.echo("Open the project on a desktop with: annotator PROJECT")
