"""What a list shows of articles, without their texts, and the question that finds it."""

from typing import Literal, NamedTuple

from annotator.core.model import CodingStatus

# One row an article, in the order of the fields; needs the uid of a `:coder` and GROUP BY.
ARTICLE_ROWS = """
    SELECT article.uid, article.title, outlet, author, published, story.uid,
        count(annotation.id), ifnull(sum(annotation.coder_id = me.id), 0),
        ifnull(coding.status, '')
    FROM article
    LEFT JOIN story ON story.id = story_id
    LEFT JOIN coder AS me ON me.uid = :coder
    LEFT JOIN coding ON coding.article_id = article.id AND coding.coder_id = me.id
    LEFT JOIN annotation ON annotation.article_id = article.id AND annotation.status = 'accepted'
"""


class ArticleRow(NamedTuple):
    """`annotations` are all that are accepted, `own` those of one coder among them.

    `said` is how far that coder says to be, if they have said so.
    """

    uid: str
    title: str
    outlet: str = ""
    author: str = ""
    published: str = ""
    story: str | None = None
    annotations: int = 0
    own: int = 0
    said: CodingStatus | Literal[""] = ""

    @property
    def status(self) -> CodingStatus:
        """Return how far the coder is: what they said, else whether they have begun."""
        return self.said or ("doing" if self.own else "todo")
