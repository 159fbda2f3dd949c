"""Measures what people wait for: `python -m tests.benchmarks [--quick] [NAME …]`.

Each line of the table stands beside the least that anybody would have to do for it, measured in
the same run and in turn with ours, so that a busy machine slows both and the ratio stays.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.benchmarks import (
    bulk,
    exporting,
    importing,
    keys,
    library,
    listing,
    opening,
    starting,
    surface,
    table,
)
from tests.benchmarks.timing import Result, Weight

_BENCHMARKS: dict[str, Callable[..., Iterator[Result | Weight]]] = {
    "start": starting.run,
    "surface": surface.run,
    "keys": keys.run,
    "import": importing.run,
    "export": exporting.run,
    "open": opening.run,
    "library": library.run,
    "table": listing.run,
    "bulk": bulk.run,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(_BENCHMARKS))
    parser.add_argument("--quick", action="store_true", help="small sizes, for trying")
    options = parser.parse_args()
    chosen = {
        name: run
        for name, run in _BENCHMARKS.items()
        if not options.names or any(part in name for part in options.names)
    }
    if not chosen:
        parser.error(f"there are only: {', '.join(_BENCHMARKS)}")
    with tempfile.TemporaryDirectory(prefix="annotator-bench-") as folder:
        _at_home_in(Path(folder))
        sys.stdout.write(table.head())
        for name, run in chosen.items():
            own = Path(folder) / name
            own.mkdir()
            for result in run(own, quick=options.quick):
                sys.stdout.write(table.row(result))
                sys.stdout.flush()


def _at_home_in(folder: Path) -> None:
    """Let settings and coders go to a folder of this run, and paint without waiting first."""
    os.environ["HOME"] = str(folder)
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        os.environ[f"XDG_{name}_HOME"] = str(folder / name.lower())
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QPA_UPDATE_IDLE_TIME", "0")


if __name__ == "__main__":
    main()
