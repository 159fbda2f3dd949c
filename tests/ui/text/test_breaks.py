import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.text import breaks
from annotator.ui.text.breaks import LONGEST, break_points, with_breaks


@given(st.text(alphabet="ab 😀\n", max_size=200))
def test_only_spaces_become_line_ends(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(breaks, "LONGEST", 12)
        points = break_points(text)
        displayed = with_breaks(text, points)

    assert len(displayed) == len(text)
    assert all(text[point] == " " and displayed[point] == "\n" for point in points)
    assert all(
        one == other
        for at, (one, other) in enumerate(zip(text, displayed, strict=True))
        if at not in points
    )
    for line in displayed.split("\n"):
        assert len(line) <= 12 or " " not in line[1:12]


def test_an_ordinary_text_is_shown_as_it_is() -> None:
    assert break_points("word " * (LONGEST // 5) + "\n" + "word " * 10) == []


def test_a_giant_paragraph_is_broken_at_the_last_space_that_will_do() -> None:
    assert break_points("word " * (LONGEST // 5 + 3)) == [LONGEST - 1]
