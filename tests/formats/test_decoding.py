import random

import pytest

from annotator.core.errors import AnnotatorError
from annotator.formats.decoding import decode

FRENCH = "Le maire a déclaré mardi que l’accord était « très près ».\n" * 3
POLISH = "Burmistrz powiedział, że most będzie zamknięty, ponieważ ścieżka jest śliska.\n" * 3
RUSSIAN = "Мэр сказал, что мост будет закрыт на всю зиму, потому что он опасен.\n" * 3
JAPANESE = "市長は橋が冬の間閉鎖されると述べた。道が滑りやすく危険だからだ。\n" * 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [FRENCH, RUSSIAN, JAPANESE])
def test_unicode_is_read_with_its_mark_or_without(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt").text.removeprefix("\ufeff") == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "cp1252"),
        (POLISH, "cp1250"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (JAPANESE, "shift_jis"),
        ("市长说，这座桥整个冬天都将关闭，因为小路又滑又危险。\n" * 3, "gbk"),
    ],
)
def test_legacy_encodings_are_guessed(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt").text == text


@pytest.mark.parametrize("text", ["Café", "Café naïve Müller", "It’s late.", "“Nej” – sa Åsa"])
def test_a_short_western_text_is_windows_1252(text: str) -> None:
    decoded = decode(text.encode("cp1252"), "a.txt")
    assert (decoded.text, decoded.encoding) == (text, "cp1252")


def test_broken_bytes_in_utf_8_are_replaced_and_counted() -> None:
    decoded = decode("Žižka müde café ".encode() + b"\xff\xfe end", "a.txt")
    assert decoded.text == "Žižka müde café \ufffd\ufffd end"
    assert (decoded.encoding, decoded.undecodable_bytes) == ("utf-8", 2)


def test_a_replacement_character_that_was_there_is_not_counted() -> None:
    assert decode("a \ufffd b".encode(), "a.txt").undecodable_bytes == 0


def test_half_a_character_at_the_end_of_utf_16_is_counted() -> None:
    assert decode("Oslo, Norway".encode("utf-16") + b"\0", "a.txt").undecodable_bytes == 1


def test_a_few_nul_bytes_do_not_make_a_text_binary() -> None:
    text = "The mayor\0 of Aldersund\0 spoke."
    assert decode(text.encode(), "a.txt").text == text


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "a PNG picture"),
        (b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>", "a PDF document"),
        (b"PK\x03\x04word/document.xml", "a Word, LibreOffice, EPUB or ZIP file"),
        (random.Random(1).randbytes(5000), "does not hold plain text"),
        (bytes(range(32)) * 40, "does not hold plain text"),
        (b"\xff\xfe" + b"\x01\0\x02\0" * 40, "does not hold plain text"),
    ],
)
def test_what_is_not_text_is_refused_with_a_sentence(data: bytes, what: str) -> None:
    with pytest.raises(AnnotatorError, match=f"^a.txt .*{what}.* Save it|^a.txt is {what}"):
        decode(data, "a.txt")
