"""Resources are found wherever the package lies, and a missing one is named."""

from pathlib import Path

import pytest

from annotator import resources


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a package that seems to be installed in an empty place."""
    folder = tmp_path / "annotator"
    folder.mkdir()
    monkeypatch.setattr(resources, "__file__", str(folder / "resources.py"))
    monkeypatch.setattr(resources, "root", resources.root.__wrapped__)
    return folder


def test_a_checkout_keeps_resources_beside_the_package() -> None:
    assert resources.root() == Path(__file__).parents[1] / "resources"


def test_a_wheel_keeps_resources_in_the_package(package: Path) -> None:
    (package / "resources").mkdir()
    (package.parent / "resources").mkdir()
    assert resources.root() == package / "resources"


def test_a_path_is_made_of_its_parts(package: Path) -> None:
    icon = package / "resources" / "icons" / "undo.svg"
    icon.parent.mkdir(parents=True)
    icon.touch()
    assert resources.path("icons", "undo.svg") == icon


def test_a_missing_file_is_named(package: Path) -> None:
    with pytest.raises(FileNotFoundError) as missing:
        resources.path("icons", "no-such.svg")
    assert missing.value.filename == str(package.parent / "resources" / "icons" / "no-such.svg")
