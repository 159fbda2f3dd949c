"""The results as a table that grows line by line: medians, and what 19 of 20 stay below."""

from tests.benchmarks.timing import Result, Series, Weight

_WIDTHS = (58, 11, 11, 11, 11, 11, 11, 8, 8)


def head() -> str:
    first = ("", "ours", "", "", "", "bare", "", "ratio", "")
    second = ("", "wall", "p95", "CPU", "p95", "wall", "CPU", "wall", "CPU")
    return f"{_line(first)}\n{_line(second)}\n{'─' * sum(_WIDTHS)}\n"


def row(result: Result | Weight) -> str:
    cells = _weighed(result) if isinstance(result, Weight) else _timed(result)
    beside = f"{'':4}beside {result.bare_is}\n" if result.bare_is else ""
    return f"{_line(cells)}\n{beside}"


def _timed(result: Result) -> list[str]:
    ours, bare = result.ours, result.bare
    times = (ours.wall, ours.wall_p95, ours.core, ours.core_p95)
    cells = [result.what, *map(_time, times)]
    if bare is not None:
        cells += [_time(bare.wall), _time(bare.core), *_ratios(ours, bare)]
    return cells


def _weighed(result: Weight) -> list[str]:
    ours, bare = (f"{one / 1e6:.1f} MB" for one in (result.ours, result.bare))
    return [result.what, ours, "", "", "", bare, "", f"{result.ours / result.bare:.2f}"]


def _ratios(ours: Series, bare: Series) -> tuple[str, str]:
    return f"{ours.wall / bare.wall:.2f}", f"{ours.core / bare.core:.2f}"


def _line(cells: list[str] | tuple[str, ...]) -> str:
    what, *numbers = cells
    aligned = (f"{one:>{width}}" for one, width in zip(numbers, _WIDTHS[1:], strict=False))
    return f"{what:<{_WIDTHS[0]}}{''.join(aligned)}".rstrip()


def _time(seconds: float | None) -> str:
    if seconds is None:
        return "–"
    return f"{seconds * 1000:.2f} ms" if seconds < 1 else f"{seconds:.2f} s"
