"""What the command does before any project: versions, help, wrong usage, a missing screen."""

import os
from pathlib import Path

import pytest

from annotator import __version__, cli
from tests.cli.command import Ran, annotator, annotator_process

_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def without_screen(*arguments: str | Path, **environment: str) -> Ran:
    rest = {name: value for name, value in os.environ.items() if name not in _SCREENS}
    return annotator_process(*arguments, environment=rest | environment)


def test_the_version_is_told() -> None:
    assert annotator("--version") == Ran(0, f"annotator, version {__version__}\n", "")


def test_the_help_lists_the_commands_and_shows_examples() -> None:
    told = annotator("--help")
    assert (told.code, told.err) == (0, "")
    for words in ("import", "export", "info", "check", "annotator new my.annotator"):
        assert words in told.out
    assert annotator("-h") == told


@pytest.mark.parametrize("command", ["new", "import", "export", "info", "check"])
def test_the_help_of_each_command_shows_an_example(command: str) -> None:
    told = annotator(command, "--help")
    assert told.code == 0
    assert f"annotator {command} harbour.annotator" in told.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("import", "p"), "Missing argument 'FILES...'"),
        (("export", "p"), "Missing option '-o'"),
        (("export", "p", "-o", "x", "--status", "perhaps"), "'accepted', 'suggested', 'rejected'"),
        (("info",), "Missing argument 'PROJECT'"),
        (("new", "p", "--colour"), "No such option '--colour'"),
        (("p", "--sample"), "Name a project or say --sample"),
    ],
)
def test_wrong_usage_is_told_with_exit_code_2(arguments: tuple[str, ...], words: str) -> None:
    told = annotator(*arguments)
    assert (told.code, told.out) == (2, "")
    assert words in told.err


@pytest.mark.parametrize(
    ("arguments", "opened"),
    [
        ((), (None, False, None)),
        (("my.annotator",), (Path("my.annotator"), False, None)),
        (("./import", "--coder", "Ben"), (Path("import"), False, "Ben")),
        (("--sample",), (None, True, None)),
    ],
)
def test_the_window_is_opened_with_what_was_named(
    arguments: tuple[str, ...], opened: tuple[Path | None, bool, str | None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    asked: list[tuple[Path | None, bool, str | None]] = []

    def window(project: Path | None, sample: bool, coder: str | None) -> int:
        asked.append((project, sample, coder))
        return 7

    monkeypatch.setattr("sys.argv", ["annotator", *arguments])
    with pytest.raises(SystemExit) as left:
        cli.run(cli.Windows(window, lambda _folder: {}))
    assert (asked, left.value.code) == ([opened], 7)


@pytest.mark.parametrize(
    ("environment", "why"),
    [
        ({}, "there is no screen here"),
        ({"DISPLAY": ":987"}, "the screen :987 does not answer"),
        ({"DISPLAY": "localhost:987.0"}, "the screen localhost:987.0 does not answer"),
        ({"DISPLAY": "nonsense"}, "the screen nonsense does not answer"),
        ({"WAYLAND_DISPLAY": "wayland-987"}, "the screen wayland-987 does not answer"),
    ],
)
def test_without_a_screen_the_window_is_refused_in_a_sentence(
    environment: dict[str, str], why: str
) -> None:
    told = without_screen("--sample", **environment)
    assert (told.code, told.out) == (1, "")
    assert told.err == (
        f"annotator: The window cannot be opened: {why}. Start Annotator on a desktop, or use "
        "the commands that need none: annotator --help.\n"
    )


def test_the_other_commands_need_no_screen(path: Path) -> None:
    told = without_screen("info", path)
    assert told == Ran(0, told.out, "")
    assert told.out.startswith("harbour: 0 articles with 0 words\n")
