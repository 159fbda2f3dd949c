"""The table of one project, which nobody changes."""

from collections.abc import Iterator

import pytest

from annotator.project.project import Project
from annotator.store.listing import Listing
from tests.build import project
from tests.store.listed import records


@pytest.fixture(scope="session")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    with project(tmp_path_factory.mktemp("listing")) as there:
        there.bring_in(records())
        yield there


@pytest.fixture(scope="session")
def listing(listed: Project) -> Listing:
    return listed.reading.listing
