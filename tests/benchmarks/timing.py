"""How long something takes, by the clock on the wall and in time of this thread on a core."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter, thread_time


@dataclass(frozen=True, slots=True)
class Series:
    """The same thing, timed again and again; in seconds."""

    walls: list[float] = field(default_factory=list)
    cores: list[float] = field(default_factory=list)

    @contextmanager
    def timed(self) -> Iterator[None]:
        """Time what is done inside."""
        wall, core = perf_counter(), thread_time()
        yield
        self.cores.append(thread_time() - core)
        self.walls.append(perf_counter() - wall)

    @property
    def wall(self) -> float:
        return median(self.walls)

    @property
    def core(self) -> float:
        return median(self.cores)

    @property
    def wall_p95(self) -> float | None:
        return _p95(self.walls)

    @property
    def core_p95(self) -> float | None:
        return _p95(self.cores)


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the table: what we do beside the least that anybody would have to do."""

    what: str
    ours: Series
    bare: Series | None = None
    bare_is: str = ""


@dataclass(frozen=True, slots=True)
class Weight:
    """A line about memory instead of time; in bytes."""

    what: str
    ours: int
    bare: int
    bare_is: str = ""


def _p95(values: list[float]) -> float | None:
    """Return what 19 of 20 stay below; `None` when there are too few to tell."""
    if len(values) < 20:
        return None
    return sorted(values)[round(0.95 * (len(values) - 1))]
