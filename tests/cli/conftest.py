"""A new, empty project for each test of the command line."""

from pathlib import Path

import pytest

from tests.cli.command import annotator


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "harbour.annotator"
    assert annotator("new", made).code == 0
    return made
