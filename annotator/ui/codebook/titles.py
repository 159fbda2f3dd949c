"""What things of a codebook are called where people see them."""

from collections.abc import Mapping

from annotator.core.model import AttributeKind, Channel

KINDS: Mapping[AttributeKind, str] = {
    "choice": "Choice",
    "text": "Text",
    "number": "Number",
    "yes_no": "Yes or no",
    "date": "Date",
}
CHANNELS: Mapping[Channel, str] = {
    "tint": "Tint with bars at its ends",
    "underline": "Thick underline",
    "outline": "Outline",
    "dots": "Dotted underline",
    "none": "Nothing, but under the mouse",
}
# Colours for a light background, from which those of the other themes are derived. Any two are
# told apart with any kind of colour blindness; the first five are those of the built-in labels.
COLOURS: Mapping[str, str] = {
    "#b87700": "Amber",
    "#0060a0": "Blue",
    "#00785a": "Green",
    "#8a3a86": "Purple",
    "#6b7280": "Grey",
    "#da0b5e": "Raspberry",
    "#3e381e": "Umber",
    "#570557": "Plum",
    "#835a3f": "Brown",
}
