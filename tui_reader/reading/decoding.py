"""Bytes to text, without inventing mojibake, and bytes that are no text at all.

The order of evidence: byte order mark; UTF-16 by its NUL bytes; what the transport or the document itself
declares (HTML `meta`, XML declaration; labels as in the WHATWG Encoding Standard: Latin-1 means
Windows-1252); UTF-8, also with a few damaged bytes; a guess.
"""

import codecs
import re

_SAMPLE = 262_144  # bytes that detection looks at; more changes no verdict

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_SIGNATURES = (
    (b"%PDF-", "PDF document"),
    (b"\x89PNG\r\n", "PNG picture"),
    (b"\xff\xd8\xff", "JPEG picture"),
    (b"GIF87a", "GIF picture"),
    (b"GIF89a", "GIF picture"),
    (b"PK\x03\x04", "ZIP archive or office document"),
    (b"\x1f\x8b", "gzip archive"),
    (b"BZh", "bzip2 archive"),
    (b"\xfd7zXZ\x00", "xz archive"),
    (b"\x28\xb5\x2f\xfd", "zstd archive"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip archive"),
    (b"SQLite format 3\x00", "SQLite database"),
    (b"\x7fELF", "program"),
    (b"MZ\x90\x00", "program"),
    (b"\xd0\xcf\x11\xe0", "office document"),
    (b"OggS", "audio or video file"),
    (b"ID3", "audio file"),
    (b"bplist00", "property list"),
)

_DECLARED = re.compile(
    rb"""(?:<\?xml[^>]{0,200}?encoding|<meta[^>]{0,300}?charset)\s{0,9}=\s{0,9}["']?([\w.:-]{2,40})""", re.I
)
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\x0b\x0c\r\x1b\x08")) + b"\x7f"
_AS_BROWSERS_DO = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874",
    "tis-620": "cp874", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949",
    "big5": "big5hkscs",
}  # fmt: skip
_OTHER_LABELS = {
    "x-sjis": "cp932", "windows-31j": "cp932", "x-gbk": "gb18030", "x-cp1251": "cp1251", "win-1251": "cp1251",
    "x-cp1252": "cp1252", "x-cp1250": "cp1250", "x-cp1254": "cp1254", "koi8": "koi8_r", "koi": "koi8_r",
    "x-x-big5": "big5hkscs", "x-euc-jp": "euc_jp", "windows-949": "cp949", "windows-874": "cp874",
    "unicode-1-1-utf-8": "utf-8", "iso-8859-8-i": "iso8859-8", "x-mac-cyrillic": "mac_cyrillic",
}  # fmt: skip
_NEVER = frozenset(
    {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "utf-7", "undefined", "mbcs", "oem"}
)
_NON_LATIN = (
    "cp1251",
    "koi8_r",
    "koi8_u",
    "cp866",
    "cp1253",
    "cp1255",
    "cp1256",
    "shift_jis",
    "euc_jp",
    "gb18030",
    "big5",
    "euc_kr",
)


def decode(content: bytes, declared: str | None = None) -> str:
    """The text of `content`; bytes that fit no letter become U+FFFD, a byte order mark is dropped."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, errors="replace")
    return content.decode(_encoding(content, declared), errors="replace")


def binary_kind(content: bytes) -> str | None:
    """What sort of binary file the bytes are, None when they are text."""
    sample = content[:_SAMPLE]
    for signature, kind in _SIGNATURES:
        if sample.startswith(signature):
            return kind
    if sample[4:8] == b"ftyp":
        return "video file"
    if any(sample.startswith(mark) for mark, _ in _BYTE_ORDER_MARKS) or _utf_16(sample):
        return None
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return "unknown kind" if controls > len(sample) // 100 or b"\0\0" in sample else None


def _encoding(content: bytes, declared: str | None) -> str:
    wide = _utf_16(content[:_SAMPLE])
    if wide:
        return wide
    known = _codec(declared) or _codec(_declared_inside(content))
    if _is_utf_8(content, strictly=known not in (None, "utf-8")):
        return "utf-8"
    return known if known and known != "utf-8" else _guess(content)


def _utf_16(sample: bytes) -> str | None:
    """Which UTF-16 the bytes are, judged by where their NUL bytes stand, None when they are not."""
    pairs = len(sample) // 2
    if pairs < 2:
        return None
    even, odd = sample[0 : pairs * 2 : 2].count(0), sample[1 : pairs * 2 : 2].count(0)
    if odd > pairs * 0.3 and even <= odd * 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > pairs * 0.3 and odd <= even * 0.05 else None


def _declared_inside(content: bytes) -> str | None:
    head = content[:4096]
    found = _DECLARED.search(head) if head.lstrip()[:1] == b"<" else None
    return found[1].decode("ascii", errors="replace") if found else None


def _codec(label: str | None) -> str | None:
    """The codec behind a declared label, None when there is none that may be used."""
    stated = (label or "").strip().lower()[:40]
    try:
        name = codecs.lookup(_OTHER_LABELS.get(stated, stated)).name
        b"".decode(name)
    except (LookupError, ValueError):
        return None
    if name in _NEVER or name.startswith("utf-16"):  # UTF-16 has shown itself by now, or is misdeclared
        return None
    return _AS_BROWSERS_DO.get(name, name)


def _is_utf_8(content: bytes, *, strictly: bool) -> bool:
    """Whether the bytes are UTF-8, if not `strictly` also with fewer damaged spots than good letters.

    A share of all bytes would not do: Windows-1252 English has less than 1 % of bytes that are not ASCII.
    """
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        if strictly:
            return False
    else:
        return True
    sample = content[:_SAMPLE].decode("utf-8", errors="ignore")
    good = sum(map(sample.count, set(sample) - set(map(chr, range(128)))))
    high = len(content[:_SAMPLE].translate(None, bytes(range(128))))
    bad = high - len("".join(char for char in sample if char > "\x7f").encode())
    return good > bad


def _guess(content: bytes) -> str:
    """The likeliest legacy encoding: Windows-1252 where most letters are ASCII, else another script's."""
    sample = content[:_SAMPLE]
    high = len(sample.translate(None, bytes(range(128))))
    letters = sum(
        map(sample.count, (bytes([c]) for c in b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    )
    if high <= letters:
        return "cp1252"
    from charset_normalizer import from_bytes  # noqa: PLC0415 - needed once in a thousand sources

    best = from_bytes(sample[:32_768], cp_isolation=list(_NON_LATIN)).best()
    return best.encoding if best else "cp1252"
