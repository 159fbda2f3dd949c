"""The ending of a file fits what is written into it."""

from pathlib import Path

import pytest

from annotator.ui.files import with_suffix


@pytest.mark.parametrize(
    ("name", "suffix", "file"),
    [
        ("out", ".csv", "out.csv"),
        ("out.csv", ".csv", "out.csv"),
        ("out.CSV", ".csv", "out.csv"),
        ("out.csv", ".jsonl", "out.jsonl"),
        ("results.v2", ".csv", "results.v2.csv"),
        ("out.csv", "", "out"),
        ("out", "", "out"),
        ("harbour.annotator", ".csv", "harbour.csv"),
        ("harbour", ".annotator", "harbour.annotator"),
        ("Jan. 10", ".annotator", "Jan. 10.annotator"),
    ],
)
def test_the_ending_fits_the_kind(name: str, suffix: str, file: str) -> None:
    assert with_suffix(name, suffix) == Path(file)
