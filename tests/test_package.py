"""The wheel carries what the program needs beside its modules."""

import subprocess
import sys
from collections.abc import Iterator
from configparser import ConfigParser
from pathlib import Path
from zipfile import ZipFile

import pytest

CHECKOUT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ZipFile]:
    folder = tmp_path_factory.mktemp("wheel")
    options = ["--wheel", "--no-isolation", "--outdir", str(folder)]
    build = subprocess.run(
        [sys.executable, "-m", "build", *options, str(CHECKOUT)],
        check=False,
        capture_output=True,
        text=True,
    )
    assert build.returncode == 0, build.stdout + build.stderr
    (built,) = folder.glob("*.whl")
    with ZipFile(built) as archive:
        yield archive


def test_every_resource_is_in_the_wheel(wheel: ZipFile) -> None:
    expected = {f"annotator/{resource}" for resource in committed_resources()}
    assert expected <= set(wheel.namelist())


def test_the_wheel_declares_both_ways_to_start(wheel: ZipFile) -> None:
    (name,) = (name for name in wheel.namelist() if name.endswith(".dist-info/entry_points.txt"))
    entry_points = ConfigParser()
    entry_points.read_string(wheel.read(name).decode())
    assert entry_points["console_scripts"]["annotator"] == "annotator.__main__:main"
    assert entry_points["gui_scripts"]["annotator-gui"] == "annotator.__main__:main"


def committed_resources() -> list[str]:
    """Return the files in resources/, without what Git ignores where it can tell."""
    git = ["git", "-C", str(CHECKOUT), "ls-files", "-z", "resources"]
    try:
        listed = subprocess.run(git, check=True, capture_output=True, text=True).stdout
    except (OSError, subprocess.CalledProcessError):
        files = (file for file in (CHECKOUT / "resources").rglob("*") if file.is_file())
        return [file.relative_to(CHECKOUT).as_posix() for file in files]
    return listed.rstrip("\0").split("\0") if listed else []
