"""The results as a table that grows line by line."""

from tests.benchmarks.timing import Result, Series

_WIDTHS = (58, 11, 11, 11, 11, 11, 8, 8)


def head() -> str:
    first = ("", "ours", "", "", "bare", "", "ratio", "")
    second = ("", "median", "p95", "CPU", "median", "CPU", "median", "CPU")
    return f"{_line(first)}\n{_line(second)}\n{'─' * sum(_WIDTHS)}\n"


def row(result: Result) -> str:
    ours, bare = result.ours, result.bare
    cells = [result.what, _time(ours.wall), _time(ours.p95), _time(ours.core)]
    if bare is not None:
        cells += [_time(bare.wall), _time(bare.core), *_ratios(ours, bare)]
    beside = f"{'':4}beside {result.bare_is}\n" if result.bare_is else ""
    return f"{_line(cells)}\n{beside}"


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
