from app.stage import WIDE, at_cursor, screen_text, settle
from textual.binding import Binding

from tui_reader.app.key_map import KeyMap, key_map
from tui_reader.app.key_places import KeyPlace
from tui_reader.app.reader_app import ReaderApp
from tui_reader.archive import Archive
from tui_reader.settings import Settings


def test_keys_are_understood_as_they_are_shown_and_as_textual_calls_them() -> None:
    names = {
        "PgDn": "pagedown", "Ctrl+B": "ctrl+b", "?": "question_mark", "question_mark": "question_mark",
        "slash": "slash", "é": "é", "Esc": "escape", "F5": "f5",
        "alt+x": "alt+x", ",": "comma", "+": "plus", "shift+F5": "shift+f5",
    }  # fmt: skip
    for name, key in names.items():
        assert key_map({"screen.bookmark": [name]}, ()).problems
        place = KeyPlace("Here", (Binding("b", "bookmark", id="screen.bookmark"),))
        assert key_map({"screen.bookmark": [name]}, (place,)) == KeyMap({"screen.bookmark": key}, ())


def test_keys_may_change_places() -> None:
    found = key_map({"screen.bookmark": ["n"], "screen.next-unread": ["b"]})
    assert not found.problems


def test_what_clashes_is_left_out_and_told() -> None:
    found = key_map({"screen.bookmark": ["q"], "rows.down": ["f5"], "speakers.down": ["f5"]})
    assert found.keys == {"rows.down": "f5", "speakers.down": "f5"}, "those two never meet"
    assert [problem.binding_id for problem in found.problems] == ["screen.bookmark"]
    assert '"q" is the key of app.quit' in found.problems[0].reason


async def test_remapped_keys_work_and_are_shown(archive: Archive) -> None:
    settings = Settings(
        keys={"rows.down": ("x", "f5"), "quotation.reject": ("X",), "screen.bookmark": ("f6",)}
    )
    app = ReaderApp(archive, settings=settings)
    async with app.run_test(size=(120, 120)) as pilot:
        await pilot.press("j")
        assert at_cursor(pilot) == "Third 1", "the old key is free"
        await pilot.press("x", "f5")
        assert at_cursor(pilot) == "Third 3"
        await settle(pilot)
        assert "F6 Bookmark" in screen_text(pilot).splitlines()[-1]
        await pilot.press("question_mark")
        await settle(pilot)
        lines = screen_text(pilot).splitlines()
        assert any("x F5" in line and "Next row" in line for line in lines)


async def test_keys_that_cannot_be_used_stop_nothing(archive: Archive) -> None:
    app = ReaderApp(archive, settings=Settings(keys={"rows.down": ("nokey",), "none": ("x",)}))
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("j")
        assert at_cursor(pilot) == "Third 2"
