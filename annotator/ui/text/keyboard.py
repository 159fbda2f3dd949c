"""Where on a keyboard the letters and digits are that a US layout has, whatever they type.

What a system says of a place: Windows its scan code of set 1, X11 and Wayland the same plus 8 (from
Linux' input-event-codes.h), macOS a code of its own (kVK_ANSI_… of Carbon's Events.h).
"""

from collections.abc import Mapping

from PySide6.QtGui import QKeyEvent

_ROWS = {0x10: "QWERTYUIOP", 0x1E: "ASDFGHJKL", 0x2C: "ZXCVBNM"}
_SCAN = {first + at: letter for first, row in _ROWS.items() for at, letter in enumerate(row)}
_XKB = {code + 8: letter for code, letter in _SCAN.items()}

_ON_PLATFORM: Mapping[str, Mapping[int, str]] = {"windows": _SCAN, "xcb": _XKB, "wayland": _XKB}

_MAC = {
    0x00: "A", 0x01: "S", 0x02: "D", 0x03: "F", 0x04: "H", 0x05: "G", 0x06: "Z", 0x07: "X",
    0x08: "C", 0x09: "V", 0x0B: "B", 0x0C: "Q", 0x0D: "W", 0x0E: "E", 0x0F: "R", 0x10: "Y",
    0x11: "T", 0x1F: "O", 0x20: "U", 0x22: "I", 0x23: "P", 0x25: "L", 0x26: "J", 0x28: "K",
    0x2D: "N", 0x2E: "M",
}  # fmt: skip


_DIGITS = {2 + at: digit for at, digit in enumerate("1234567890")}
_XKB_DIGITS = {code + 8: digit for code, digit in _DIGITS.items()}
_DIGITS_ON_PLATFORM: Mapping[str, Mapping[int, str]] = {
    "windows": _DIGITS, "xcb": _XKB_DIGITS, "wayland": _XKB_DIGITS,
}  # fmt: skip
_MAC_DIGITS = {
    0x12: "1", 0x13: "2", 0x14: "3", 0x15: "4", 0x17: "5", 0x16: "6", 0x1A: "7", 0x1C: "8",
    0x19: "9", 0x1D: "0",
}  # fmt: skip
# What Shift and a digit type where keys tell no places.
_SHIFTED = dict(zip("!@#$%^&*()", "1234567890", strict=True))


def digit_at(event: QKeyEvent, platform: str) -> str:
    """Return the digit of the upper row of a US keyboard at the place of a key, or nothing."""
    name = platform.partition("-")[0]
    if name == "cocoa":
        return _MAC_DIGITS.get(event.nativeVirtualKey(), "")
    if name in _DIGITS_ON_PLATFORM:
        return _DIGITS_ON_PLATFORM[name].get(event.nativeScanCode(), "")
    return _SHIFTED.get(event.text(), "")


def letter_at(event: QKeyEvent, platform: str) -> str:
    """Return the letter that a US keyboard has at the place of a key, or nothing.

    `platform` is what Qt calls it. Nothing is known of platforms that tell no places.
    """
    if platform == "cocoa":
        return _MAC.get(event.nativeVirtualKey(), "")
    codes = _ON_PLATFORM.get(platform.partition("-")[0], {})  # wayland-egl
    return codes.get(event.nativeScanCode(), "")
