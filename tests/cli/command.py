"""The `annotator` command as a shell sees it: what it prints where, and its exit code."""

import io
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import pytest

from annotator.__main__ import main


class Ran(NamedTuple):
    code: int
    out: str
    err: str


def annotator(*arguments: str | Path) -> Ran:
    """Run the command in this process; what would be a traceback flies as the exception it is."""
    out, err = io.StringIO(), io.StringIO()
    with (
        pytest.MonkeyPatch.context() as edge,
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        edge.setattr(sys, "argv", ["annotator", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            main()
    assert isinstance(left.value.code, int)
    return Ran(left.value.code, out.getvalue(), err.getvalue())


def annotator_process(
    *arguments: str | Path | bytes, environment: Mapping[str, str] | None = None
) -> Ran:
    """Run the command in a process of its own, which is what people do."""
    done = subprocess.run(
        [sys.executable, "-m", "annotator", *arguments],
        env=dict(os.environ if environment is None else environment),
        capture_output=True,
        check=False,
        timeout=60,
    )
    return Ran(
        done.returncode,
        done.stdout.decode(errors="replace"),
        done.stderr.decode(errors="replace"),
    )


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path
