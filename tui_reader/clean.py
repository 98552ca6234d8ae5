"""The one place where untrusted text becomes safe text.

Text from files, pages, feeds, queries, names and error messages passes here once, after decoding and after
entities are unescaped. What comes out cannot steer a terminal (no C0 or C1 controls, no escape sequences),
cannot reorder or hide itself (no bidi overrides, no invisible format characters), cannot swell (bounded
lines and combining marks), and keeps the letters of every script, emoji and their joiners included.

Control sequences follow ECMA-48; the invisible characters are Unicode's Default_Ignorable_Code_Point and
Bidi_Control where a reader loses nothing by their absence.
"""

import re
import unicodedata

MAX_LINE = 20_000
"""Longest line, in characters; what is over is cut and said."""

_MAX_MARKS = 8  # combining marks on one letter: no script needs more, "zalgo" text does

# Whole sequences go as a unit, so that their parameters do not litter the text; every run is bounded.
_SEQUENCE = re.compile(
    "(?:\x1b\\[|\x9b)[0-?]{0,256}[ -/]{0,16}[@-~]"
    "|(?:\x1b[\\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c\r\n]{0,4096}(?:\x07|\x1b\\\\|\x9c)"
    "|\x1b[ -/]{0,4}[0-~]"
)
_UNSAFE = re.compile("[^\n\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff]")
_FLAG = re.compile("\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{1,7}\U000e007f")
_TAGS = re.compile("[\U000e0000-\U000e007f]+")
_MAYBE_MARKS = re.compile(f"[\u0300-\U000dffff]{{{_MAX_MARKS + 1}}}")  # no mark stands outside this range
_JOINERS = re.compile("(?<![^\x00-\u05ff])[\u200c\u200d]+|[\u200c\u200d]{2,}")


def _replacements() -> dict[int, str | None]:
    invisible = (0xAD, 0x61C, 0x180E, 0x200B, 0x200E, 0x200F, 0xFEFF, 0x115F, 0x1160, 0x3164, 0xFFA0)
    table: dict[int, str | None] = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), *invisible))
    table |= dict.fromkeys((*range(0x202A, 0x202F), *range(0x2060, 0x2070), *range(0xFFF9, 0xFFFC)))
    table |= dict.fromkeys((0x0B, 0x0C, 0x85, 0x2028, 0x2029), "\n")
    table |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
    table |= {plane * 0x10000 + c: "\ufffd" for plane in range(17) for c in (0xFFFE, 0xFFFF)}
    del table[0x09], table[0x0A]
    return table


_TABLE = _replacements()


def clean(text: str) -> str:
    """The text without anything that could harm a terminal or mislead a reader; lines stay lines.

    Idempotent, and linear in the length of the text.
    """
    text = _harmless(text)
    if len(text) > MAX_LINE:
        text = "\n".join(_bound_line(line) for line in text.split("\n"))
    return text


def _harmless(text: str) -> str:
    if _UNSAFE.search(text):
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        text = _SEQUENCE.sub("", text).translate(_TABLE)
        text = _JOINERS.sub("", _bound_marks(_drop_tags(text)))
        text = text.expandtabs(4)
    return text


def is_cut(text: str) -> bool:
    """Whether cleaning cut the text, or a line of it."""
    return len(text) > MAX_LINE and bool(_CUT.search(text))


def clean_line(text: str) -> str:
    """The text cleaned and folded to one line: every run of white space is a single space.

    Idempotent. White space does not count towards the longest line.
    """
    return _bound_line(" ".join(_harmless(text).split()))


def _drop_tags(text: str) -> str:
    """Without tag characters, except those that spell the flag of a part of a country."""
    if not _TAGS.search(text):
        return text
    kept: list[str] = []
    at = 0
    for flag in _FLAG.finditer(text):
        kept += [_TAGS.sub("", text[at : flag.start()]), flag[0]]
        at = flag.end()
    return "".join(kept) + _TAGS.sub("", text[at:])


def _bound_marks(text: str) -> str:
    if not _MAYBE_MARKS.search(text):
        return text
    run = 0
    kept: list[str] = []
    for char in text:
        is_mark = char >= "\u0300" and unicodedata.category(char) in ("Mn", "Me") and char < "\U000e0000"
        run = run + 1 if is_mark else 0
        if run <= _MAX_MARKS:
            kept.append(char)
    return "".join(kept)


_CUT = re.compile(r" \[… \d+ more characters\](?=\s|$)")


def _bound_line(line: str) -> str:
    if len(line) <= MAX_LINE or (_CUT.search(line, MAX_LINE - 40) and len(line) <= MAX_LINE + 40):
        return line
    return f"{line[:MAX_LINE].rstrip(' ')} [… {len(line) - MAX_LINE} more characters]"
