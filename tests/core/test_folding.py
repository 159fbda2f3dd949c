"""Words are found whatever their case and accents."""

import pytest

from annotator.core.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Courier", "courier"),
        ("Élysée", "elysee"),
        ("ＳＴＲＡＳＳＥ", "strasse"),
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
        ("Ångström", "angstrom"),
        ("كِتَاب", "كتاب"),
        ("2 ½", "2 1⁄2"),
        ("", ""),
    ],
)
def test_case_and_accents_make_no_difference(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold(folded) == folded
