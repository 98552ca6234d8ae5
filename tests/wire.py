"""What a program sends to a terminal, taken apart: everything that no sound program of ours sends is a leak.

The grammar is that of ECMA-48. Allowed is what Textual, and the reader itself, are known to send; a sequence
that bears the canary in its parameters came out of somebody's text, even where its kind is allowed.
"""

import base64
import re
import unicodedata

CANARY = "7777"
"""Stands in the parameters of every sequence of `payloads`."""

_SEQUENCE = re.compile(
    "\x1b\\[(?P<parameters>[0-?]*)(?P<between>[ -/]*)(?P<final>[@-~])"
    "|\x1b(?P<kind>[\\]PX^_])(?P<body>[^\x07\x1b\x9c]*)(?P<end>\x07|\x1b\\\\|\x9c)?"
    "|\x1b(?P<other>[ -/]*[0-~])?",
    re.DOTALL,
)
_MOVES = re.compile(r"[0-9;]*")
_MODES = re.compile(r"\?(?:7|25|1000|1003|1004|1006|1015|1016|1049|2004|2026|2031|2048)(?:;[0-9]+)*")
_ASKS = {">1u", ">25u", "<u", "<1u", "?2026$p", "?2048$p", "?2031$p", "?996n", "6n", "?1u", ">0q", "c"}
_HIDDEN = {0x61C, 0x200B, 0x200E, 0x200F, 0x180E, 0xFEFF, *range(0x2028, 0x202F), *range(0x2060, 0x2070)}
_MOST_MARKS = 8


def leaks(raw: bytes) -> list[str]:
    """What was sent that should not have been, each as a short description."""
    try:
        sent = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return [f"no UTF-8: {raw[max(error.start - 20, 0) : error.end + 20]!r}"]
    found = [repr(each[0][:80]) for each in _SEQUENCE.finditer(sent) if not _is_sound(each)]
    return found + _bad_characters(_SEQUENCE.sub("", sent))


def _is_sound(sequence: re.Match[str]) -> bool:
    parameters, final = sequence["parameters"], sequence["final"]
    if CANARY in sequence[0]:
        return False
    if final:
        if (
            not sequence["between"]
            and final in "mHABCDGJKXfdST"
            and _MOVES.fullmatch(parameters.replace(":", ";"))
        ):
            return True
        return (final in "hl" and bool(_MODES.fullmatch(parameters))) or _written(sequence) in _ASKS
    if sequence["kind"] == "]":
        return bool(sequence["end"]) and _is_sound_command(sequence["body"])
    return False


def _written(sequence: re.Match[str]) -> str:
    return f"{sequence['parameters']}{sequence['between']}{sequence['final']}"


def _is_sound_command(body: str) -> bool:
    """Of operating system commands: the pointer's shape, links to the web, clean text for the clipboard."""
    number, _, rest = body.partition(";")
    if number == "8":
        return rest == ";" or bool(re.fullmatch(r"id=[0-9]{1,9}-?[0-9]*;https?://[!-~]{1,2000}", rest))
    if number == "52":
        text = base64.b64decode(rest.partition(";")[2]).decode("utf-8")
        return not _bad_characters(text)
    return number == "22"


def _bad_characters(text: str) -> list[str]:
    found = []
    marks = 0
    for at, char in enumerate(text):
        code = ord(char)
        marks = marks + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        is_control = (code < 0x20 and char not in "\r\n\t") or 0x7F <= code < 0xA0
        if is_control or code in _HIDDEN or 0xE0000 <= code < 0xE0080 or marks > _MOST_MARKS:
            found.append(f"U+{code:04X} in {text[max(at - 10, 0) : at + 10]!r}")
    return found
