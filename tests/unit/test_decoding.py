import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.reading.decoding import binary_kind, decode

_GERMAN = "Über Nacht stieg der Fluß auf 3 m – „so hoch wie nie“, sagte Jürgen Groß."
_RUSSIAN = (
    "Река поднялась на три метра за ночь, сообщили спасатели. Мост закрыт до утра, движение идет в объезд."
)


@given(st.text(st.characters(blacklist_categories=["Cs"])))
def test_utf_8_comes_back_as_it_was(text: str) -> None:
    assert decode(b"\xef\xbb\xbf" + text.encode()) == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "utf-8"])
def test_unicode_encodings_are_told_by_mark_or_pattern(encoding: str) -> None:
    assert decode(_GERMAN.encode(encoding)) == _GERMAN


def test_windows_1252_is_what_western_legacy_text_is() -> None:
    assert decode(_GERMAN.encode("cp1252")) == _GERMAN


@pytest.mark.parametrize("encoding", ["cp1251", "koi8_r"])
def test_other_scripts_are_guessed(encoding: str) -> None:
    assert decode((_RUSSIAN * 3).encode(encoding)) == _RUSSIAN * 3


def test_a_few_damaged_bytes_do_not_garble_the_rest() -> None:
    damaged = (_GERMAN * 20).encode().replace(b"sagte", b"sag\xff\xfete", 1)
    assert decode(damaged).count(_GERMAN) == 19
    assert decode(damaged).count("\ufffd") == 2


@pytest.mark.parametrize(
    ("declared", "want"),
    [("windows-1252", "Größe"), ("ISO-8859-1", "Größe"), ("nonsense", "Größe"), ("unicode_escape", "Größe")],
)
def test_a_declared_encoding_counts_if_it_is_one(declared: str, want: str) -> None:
    assert decode("Größe".encode("cp1252"), declared) == want


def test_a_wrong_declaration_does_not_spoil_utf_8() -> None:
    assert decode(_GERMAN.encode(), "iso-8859-1") == _GERMAN


@pytest.mark.parametrize(
    "markup",
    ['<html><head><meta charset="windows-1251">{}', '<?xml version="1.0" encoding="windows-1251"?><rss>{}'],
)
def test_markup_declares_its_own_encoding(markup: str) -> None:
    assert _RUSSIAN in decode(markup.format(_RUSSIAN).encode("cp1251"))


@given(st.binary(max_size=300), st.none() | st.text(max_size=20))
def test_any_bytes_decode(content: bytes, declared: str | None) -> None:
    assert isinstance(decode(content, declared), str)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n...", "PDF document"),
        (b"\x89PNG\r\n\x1a\n", "PNG picture"),
        (b"PK\x03\x04abc", "ZIP archive or office document"),
        (b"\x1f\x8b\x08abc", "gzip archive"),
        (b"\0\0\0\x18ftypmp42", "video file"),
        (bytes(range(256)) * 4, "unknown kind"),
    ],
)
def test_binary_files_are_named(content: bytes, kind: str) -> None:
    assert binary_kind(content) == kind


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_text_is_not_binary(encoding: str) -> None:
    assert binary_kind(_GERMAN.encode(encoding)) is None


@pytest.mark.parametrize(
    ("label", "encoding", "text"),
    [
        ("gb2312", "gb18030", "现场直播：镕"),
        ("Shift_JIS", "cp932", "①髙橋はしご"),
        ("x-sjis", "cp932", "岸壁火災"),
        ("euc-kr", "cp949", "똠방각하"),
        ("iso-8859-9", "cp1254", "“Rıhtım” yangını"),
        ("Big5", "big5hkscs", "颱風嘅直播"),
        ("x-cp1251", "cp1251", "Пожар у причала"),
    ],
)
def test_labels_mean_what_browsers_take_them_for(label: str, encoding: str, text: str) -> None:
    html = f'<html><head><meta charset="{label}"></head><body>{text}'
    assert decode(html.encode(encoding)) == html
    assert decode(text.encode(encoding), label) == text
