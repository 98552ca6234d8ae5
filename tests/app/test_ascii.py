import re
from datetime import date

import pytest
from app.stage import WIDE, LibraryOf, live_blog, screen_lines, screen_text, settle, update
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui_reader.app import glyphs
from tui_reader.app.ascii_filter import in_ascii
from tui_reader.app.reader_app import ReaderApp
from tui_reader.settings import Settings


def test_letters_lose_their_marks_and_signs_stay_apart() -> None:
    assert in_ascii("Schröder’s “naïve” café — 5 €…") == 'Schroder\'s "naive" cafe - 5 E~'
    assert in_ascii("東京 x") == "???? x"
    signs = (glyphs.UNREAD, glyphs.BOOKMARK, glyphs.KEY_EVENT, glyphs.CHANGED, glyphs.QUOTATION_CURSOR)
    assert len({in_ascii(sign) for sign in signs}) == len(signs)
    assert "?" not in "".join(in_ascii(v) for k, v in vars(glyphs).items() if k.isupper())


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30))
def test_nothing_moves(text: str) -> None:
    assert in_ascii(text).isascii()
    assert len(in_ascii(text)) == sum(map(cell_len, text))


@pytest.mark.parametrize(
    "keys", [(), ("enter",), ("question_mark",), ("S",), ("slash", "d"), ("t",), ("colon",)]
)
async def test_no_screen_shows_anything_but_ascii(library_of: LibraryOf, keys: tuple[str, ...]) -> None:
    blog = live_blog(
        date(2031, 5, 3),
        update("Über “dawn” 東京", "“We row,” said Ada Lørne… العربية 👩‍🚒", date=date(2031, 5, 3)),
        title="Häfen",
    )
    app = ReaderApp(library_of(blog), label="SAMPLE · fictional", settings=Settings(ascii="always"))
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settle(pilot)
        await pilot.press(*keys)
        app.notify("Überall")
        await settle(pilot)
        assert re.findall(r"[^\x00-\x7f]", screen_text(pilot)) == []
        assert all(len(line) == WIDE[0] for line in screen_lines(pilot))
