"""The questions for file names: at the edge of the machine, so that nothing else asks."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.formats import readers, writers
from annotator.project.project import SUFFIX
from annotator.project.sample import is_sample

_PROJECTS = f"Annotator projects (*{SUFFIX})"
_CODEBOOK = ".json"
_CODEBOOKS = f"Codebooks (*{_CODEBOOK})"
_ALL = "All files (*)"
_FOLDER = "Folder of CSV files: annotations, articles, actors, links (*)"


def ask_new(parent: QWidget) -> Path | None:
    """Ask where a new project is to be kept."""
    suggested = str(_documents() / f"Untitled{SUFFIX}")
    name, _ = QFileDialog.getSaveFileName(
        parent, "New project", suggested, _PROJECTS, options=_ASK_NO_OVERWRITE
    )
    return with_suffix(name, SUFFIX) if name else None


def ask_open(parent: QWidget) -> Path | None:
    name, _ = QFileDialog.getOpenFileName(parent, "Open project", "", f"{_PROJECTS};;{_ALL}")
    return Path(name) if name else None


def ask_import(parent: QWidget) -> list[Path]:
    suffixes = " ".join(f"*{suffix}" for reader in readers() for suffix in reader.suffixes)
    names, _ = QFileDialog.getOpenFileNames(
        parent, "Import articles", "", f"Articles ({suffixes});;{_ALL}"
    )
    return [Path(name) for name in names]


def ask_export(parent: QWidget, suggested: Path) -> tuple[str, Path] | None:
    """Ask for the format and the file or folder to export to."""
    kinds = {
        f"{writer.title} (*{writer.suffixes[0]})": (writer.name, writer.suffixes[0])
        for writer in writers()
    }
    kinds[_FOLDER] = ("csv", "")
    name, kind = QFileDialog.getSaveFileName(
        parent, "Export", str(_beside(suggested)), ";;".join(kinds)
    )
    if not name:
        return None
    format, suffix = kinds.get(kind, next(iter(kinds.values())))
    return format, with_suffix(name, suffix)


def ask_copy(parent: QWidget, project: Path) -> Path | None:
    """Ask for the file that a copy of a project is written to."""
    suggested = _beside(project).with_stem(f"{project.stem} copy")
    name, _ = QFileDialog.getSaveFileName(parent, "Save a copy", str(suggested), _PROJECTS)
    return with_suffix(name, SUFFIX) if name else None


def ask_load_codebook(parent: QWidget) -> Path | None:
    name, _ = QFileDialog.getOpenFileName(parent, "Load a codebook", "", f"{_CODEBOOKS};;{_ALL}")
    return Path(name) if name else None


def ask_save_codebook(parent: QWidget, project: Path) -> Path | None:
    """Ask for the file that the codebook of a project is written to."""
    suggested = _beside(project).with_name(f"{project.stem} codebook{_CODEBOOK}")
    name, _ = QFileDialog.getSaveFileName(parent, "Save the codebook", str(suggested), _CODEBOOKS)
    return with_suffix(name, _CODEBOOK) if name else None


# That a project exists already is told by the project, with what to do instead.
_ASK_NO_OVERWRITE = QFileDialog.Option.DontConfirmOverwrite


def _documents() -> Path:
    """Return where a person keeps files of their own."""
    where = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(where))


def _beside(project: Path) -> Path:
    """Return the path of a project; that of a sample as if it lay among the person's files."""
    return _documents() / project.name if is_sample(project) else project


def with_suffix(name: str, suffix: str) -> Path:
    """Return a file name with the ending of what is written, or a folder's, which has none.

    An ending of another kind of file of ours gives way; any other belongs to the name.
    """
    path = Path(name)
    endings = {SUFFIX, _CODEBOOK, *(one for writer in writers() for one in writer.suffixes)}
    if path.suffix.lower() in endings:
        path = path.with_suffix("")
    return path.with_name(path.name + suffix)
