"""Small records and projects for tests."""

from pathlib import Path

from annotator.core.canonical import fingerprint
from annotator.core.clock import new_uid, now
from annotator.core.model import Annotation, Article, Coder
from annotator.core.scheme import QUOTE, Scheme
from annotator.project.project import Project

SCHEME = Scheme()
ANN = Coder(uid="coder-ann", name="Ann")
BEN = Coder(uid="coder-ben", name="Ben")

TEXT = (
    "Ferry strike enters third day\n\n"
    "“We will not sign,” said Ida Brandt, who leads the union. “Not this year.”\n\n"
    "The port lost 1.2 million crowns, according to Tomas Berg."
)


def article(text: str = TEXT, **properties: str) -> Article:
    return Article(
        uid=properties.pop("uid", new_uid()),
        title=properties.pop("title", text.split("\n", maxsplit=1)[0]),
        text=text,
        sha256=fingerprint(text),
        imported_at=now(),
        **properties,  # type: ignore[arg-type]  # the rest are strings, too
    )


def annotation(of: Article, words: str, label: str = QUOTE, coder: Coder = ANN) -> Annotation:
    """Return an annotation of the first place where `words` stand."""
    start = of.text.index(words)
    return Annotation(
        uid=new_uid(),
        article=of.uid,
        label=label,
        start=start,
        end=start + len(words),
        text=words,
        coder=coder.uid,
        created_at=now(),
        modified_at=now(),
    )


def project(folder: Path, *articles: Article, coder: Coder = ANN) -> Project:
    """Make a project that holds some articles and has no history."""
    made = Project.create(folder / "test.annotator", coder)
    if articles:
        made.bring_in(articles)
        made.forget_history()
    return made
