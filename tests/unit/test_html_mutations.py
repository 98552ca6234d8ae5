"""Damaged pages, JSON and feeds: each ends in live blogs or in one line, soon.

`TUI_READER_MUTATIONS` sets how many of each format are tried; the suite tries a few.
"""

import os
import random
import time
from pathlib import Path

import pytest

from tui_reader.clean import clean_line
from tui_reader.errors import SourceError
from tui_reader.news.json_form import to_object
from tui_reader.reading import Document, read

_CASES = Path(__file__).parents[2] / "fixtures" / "cases"
_TRIES = int(os.environ.get("TUI_READER_MUTATIONS", "60"))
_PIECES = (
    *(b"<", b">", b"</", b'"', b"{", b"[", b"]", b"]]>", b"<!--", b"<div>", b"&amp;", b"&#27;"),
    *(b"\x1b[2J", b"\xff", b"\x00"),
)
_SECONDS_A_MEGABYTE = 1.0


def sources(kind: str) -> list[bytes]:
    return [path.read_bytes() for path in sorted((_CASES / kind).glob("*/source.*"))]


def mutated(content: bytes, dice: random.Random) -> bytes:
    for _ in range(dice.randint(1, 8)):
        at, to = sorted(dice.randrange(len(content) + 1) for _ in range(2))
        to = min(to, at + dice.choice((1, 4, 40, 400)))
        match dice.randrange(5):
            case 0:
                content = content[:at] + content[to:]
            case 1:
                content = content[:to] + content[at:]
            case 2:
                content = content[:at] + dice.choice(_PIECES) * dice.choice((1, 1, 30)) + content[at:]
            case 3:
                content = content[:at] + bytes(dice.randrange(256) for _ in range(to - at)) + content[to:]
            case _:
                other = dice.randrange(len(content) + 1)
                content = content[:at] + content[other : other + to - at] + content[at:]
    return content


@pytest.mark.parametrize("kind", ["html", "json", "feeds"])
def test_damaged_sources_end_in_live_blogs_or_one_line(kind: str) -> None:
    dice = random.Random(20_240_501)
    originals = sources(kind)
    for n in range(_TRIES):
        content = mutated(dice.choice(originals), dice)
        started = time.process_time()
        try:
            found = read(Document("source", content)).live_blogs
        except SourceError as error:
            assert "\n" not in str(error), n  # noqa: PT017 - both ends are right
            found = ()
        assert time.process_time() - started < 0.5 + _SECONDS_A_MEGABYTE * len(content) / 1e6, n
        for blog in found:
            for update in blog.updates:
                texts = [update.headline or "", *(block.text for block in update.blocks)]
                assert all(text == clean_line(text) for text in texts), n
                links = [
                    (block.text, link)
                    for block in update.blocks
                    if block.kind in ("paragraph", "blockquote")
                    for link in block.links
                ]
                assert all(0 <= link.start < link.end <= len(text) for text, link in links), n
            assert to_object(blog)
