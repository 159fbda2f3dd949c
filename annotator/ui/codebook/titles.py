"""What things of a codebook are called where people see them."""

from collections.abc import Mapping

from annotator.core.acts import labels
from annotator.core.model import AttributeKind, Channel

KIND_TITLES: Mapping[AttributeKind, str] = {
    "choice": "Choice",
    "text": "Text",
    "number": "Number",
    "yes_no": "Yes or no",
    "date": "Date",
}
CHANNEL_TITLES: Mapping[Channel, str] = {
    "tint": "Tint with bars at its ends",
    "underline": "Thick underline",
    "outline": "Outline",
    "dots": "Dotted underline",
    "none": "Nothing, but under the mouse",
}
# Of the palette from which labels get theirs.
COLOUR_TITLES: Mapping[str, str] = dict(
    zip(
        labels.COLOURS,
        ("Amber", "Blue", "Green", "Purple", "Grey", "Raspberry", "Umber", "Plum", "Brown"),
        strict=True,
    )
)
