"""Scripts in words, and what brings the fonts for them, for the characters that no font has."""

import sys
from collections.abc import Container, Iterable, Mapping
from functools import cache
from platform import freedesktop_os_release

import regex

# What a reader looks at: letters, digits, marks of punctuation and symbols. Characters that are
# joined to others are shown with those; those of private use look like nothing in particular.
SHOWN = regex.compile(r"[\p{L}\p{N}\p{P}\p{S}]")

EMOJI, SYMBOLS, RARE = "emoji", "symbols", "letters of a rare script"
# By their names in Unicode. Those that many read come first, so that they are found first.
_WORDS: Mapping[str, str] = {
    "Han": "Chinese characters",
    "Hangul": "Korean",
    "Hiragana": "Japanese",
    "Katakana": "Japanese",
    "Latin": "Latin letters",
    "Canadian_Aboriginal": "Canadian Aboriginal syllables",
    "Meetei_Mayek": "Meitei",
    "Myanmar": "Burmese",
    "Nko": "N’Ko",
    "Oriya": "Odia",
    "Phags_Pa": "ʼPhags-pa",
    "SignWriting": "SignWriting",
}
_OTHERS = """
    Arabic Cyrillic Greek Hebrew Devanagari Thai Bengali Tamil Telugu Gujarati Gurmukhi Kannada
    Malayalam Sinhala Khmer Lao Tibetan Ethiopic Armenian Georgian Mongolian Syriac Thaana
    Bopomofo Yi Cherokee Tifinagh Braille Adlam Ahom Anatolian_Hieroglyphs Avestan Balinese Bamum
    Bassa_Vah Batak Bhaiksuki Brahmi Buginese Buhid Carian Caucasian_Albanian Chakma Cham
    Chorasmian Coptic Cuneiform Cypriot Cypro_Minoan Deseret Dives_Akuru Dogra Duployan
    Egyptian_Hieroglyphs Elbasan Elymaic Glagolitic Gothic Grantha Gunjala_Gondi Hanifi_Rohingya
    Hanunoo Hatran Imperial_Aramaic Inscriptional_Pahlavi Inscriptional_Parthian Javanese Kaithi
    Kawi Kayah_Li Kharoshthi Khitan_Small_Script Khojki Khudawadi Lepcha Limbu Linear_A Linear_B
    Lisu Lycian Lydian Mahajani Makasar Mandaic Manichaean Marchen Masaram_Gondi Medefaidrin
    Mende_Kikakui Meroitic_Cursive Meroitic_Hieroglyphs Miao Modi Mro Multani Nabataean
    Nag_Mundari Nandinagari Newa New_Tai_Lue Nushu Nyiakeng_Puachue_Hmong Ogham Ol_Chiki
    Old_Hungarian Old_Italic Old_North_Arabian Old_Permic Old_Persian Old_Sogdian
    Old_South_Arabian Old_Turkic Old_Uyghur Osage Osmanya Pahawh_Hmong Palmyrene Pau_Cin_Hau
    Phoenician Psalter_Pahlavi Rejang Runic Samaritan Saurashtra Sharada Shavian Siddham Sogdian
    Sora_Sompeng Soyombo Sundanese Syloti_Nagri Tagalog Tagbanwa Tai_Le Tai_Tham Tai_Viet Takri
    Tangsa Tangut Tirhuta Toto Ugaritic Vai Vithkuqi Wancho Warang_Citi Yezidi Zanabazar_Square
"""
_SCRIPTS: Mapping[str, str] = {
    **_WORDS,
    **{name: name.replace("_", " ") for name in _OTHERS.split()},
}
_EMOJI = regex.compile(r"\p{Emoji_Presentation}")
_SHARED = regex.compile(r"[\p{Script=Common}\p{Script=Inherited}]")

_EAST_ASIAN = frozenset((_WORDS["Han"], _WORDS["Hangul"], _WORDS["Hiragana"], "Bopomofo"))
# What has the fonts for East Asia, for emoji and for all else, by the family of the system.
_PACKAGES: Mapping[str, tuple[str, str, str]] = {
    "debian": ("fonts-noto-cjk", "fonts-noto-color-emoji", "fonts-noto-core"),
    "fedora": ("default-fonts-cjk", "default-fonts-core-emoji", "default-fonts-other"),
    "arch": ("noto-fonts-cjk", "noto-fonts-emoji", "noto-fonts"),
}
# By one of these fonts it is known that they are installed.
_FAMILIES = ("Noto Sans CJK JP", "Noto Color Emoji", "Noto Sans Khmer")
_MOST = 4


@cache
def script_of(character: str) -> str:
    """Return the script of a character in words, or what else it is."""
    if _EMOJI.match(character):
        return EMOJI
    found = _any_script().match(character)
    if found and found.lastgroup:
        return _SCRIPTS[found.lastgroup]
    return SYMBOLS if _SHARED.match(character) else RARE


@cache
def _any_script() -> regex.Pattern[str]:
    """Return what matches one character and tells its script by the name of the group."""
    return regex.compile("|".join(rf"(?P<{name}>\p{{Script={name}}})" for name in _SCRIPTS))


def listed(scripts: Iterable[str]) -> str:
    """Return some scripts as one reads them out, of many only the first."""
    names = list(scripts)
    if len(names) > _MOST:
        names[_MOST - 1 :] = [f"{len(names) - _MOST + 1} others"]
    *first, last = names or [""]
    return f"{', '.join(first)} and {last}" if first else last


def remedy(scripts: Iterable[str], families: Container[str]) -> str:
    """Return a sentence on how to get fonts for some scripts on this system.

    `families` are those of the fonts that are there already.
    """
    if sys.platform == "win32":
        return "Install the fonts of that language: Windows settings, Apps, Optional features."
    if sys.platform == "darwin":
        return "Get a font that has them, such as Noto, and open it with Font Book."
    kinds = dict.fromkeys(_kind(script) for script in scripts)
    lacking = [kind for kind in kinds if _FAMILIES[kind] not in families]
    packages = _PACKAGES.get(_family())
    if not lacking:
        return "Newer fonts may have them."
    if packages is None:
        return "Install the Noto fonts for them."
    return f"Install {listed(packages[kind] for kind in lacking)}."


def _kind(script: str) -> int:
    return 0 if script in _EAST_ASIAN else 1 if script == EMOJI else 2


@cache
def _family() -> str:
    try:
        system = freedesktop_os_release()
    except OSError:
        return ""
    names = (system.get("ID", ""), *system.get("ID_LIKE", "").split())
    return next((name for name in names if name in _PACKAGES), "")
