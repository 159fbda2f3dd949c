"""As much of a date as is known, and nothing that is none."""

import pytest

from annotator.core.dates import is_publication_date


@pytest.mark.parametrize("text", ["", "2025", "2025-03", "2025-03-12", "2025-03-12T08:30:00+01:00"])
def test_dates_may_be_partial(text: str) -> None:
    assert is_publication_date(text)


@pytest.mark.parametrize("text", ["yesterday", "2025-13", "2025-02-30", "12.03.2025", "20250312"])
def test_what_is_no_date_is_told_apart(text: str) -> None:
    assert not is_publication_date(text)
