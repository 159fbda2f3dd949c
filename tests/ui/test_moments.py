"""Times in words: read once, in one place, whatever a file says."""

from datetime import datetime

import pytest

from annotator.ui.moments import dated, local, stamped, told


def test_a_moment_is_told_as_the_clocks_here_show_it() -> None:
    at = datetime(2025, 3, 2, 14, 5).astimezone()
    assert told(at.isoformat()) == "2 Mar 2025, 14:05"
    assert stamped(at.isoformat()) == "2025-03-02 14:05"
    assert local(at.isoformat()) == datetime(2025, 3, 2, 14, 5)
    assert dated(datetime(2025, 12, 31, 0, 0)) == "31 Dec 2025, 00:00"


@pytest.mark.parametrize("moment", ["yesterday", "", "0001-01-01T00:00:00+14:00"])
def test_what_is_no_moment_is_told_as_it_is(moment: str) -> None:
    assert (local(moment), told(moment), stamped(moment)) == (None, moment, moment)
