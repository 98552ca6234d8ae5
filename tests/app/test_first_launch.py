from app.stage import NARROW, WIDE, LibraryOf, screen_lines, screen_text, settle

from tui_reader.app.reader_app import ReaderApp
from tui_reader.archive import Archive


async def test_a_sample_is_labelled_and_says_how_to_import(archive: Archive) -> None:
    async with ReaderApp(archive, label="SAMPLE - fictional").run_test(size=NARROW) as pilot:
        await settle(pilot)
        assert screen_lines(pilot)[0].rstrip().endswith("SAMPLE - fictional")
        assert "tui-reader import FILE" in screen_lines(pilot)[1]
        await pilot.press("escape")
        await settle(pilot)
        assert "tui-reader import FILE" not in screen_text(pilot)
        assert "SAMPLE - fictional" in screen_text(pilot)


async def test_the_label_is_whole_on_a_small_screen(archive: Archive) -> None:
    async with ReaderApp(archive, label="SAMPLE - fictional").run_test(size=(40, 12)) as pilot:
        await settle(pilot)
        assert "SAMPLE - fictional" in screen_lines(pilot)[0]


async def test_a_notice_is_shown_as_it_is(archive: Archive) -> None:
    notice = "3 warnings, see [bold]tui-reader[/bold] import"
    async with ReaderApp(archive, notice=notice).run_test(size=NARROW) as pilot:
        await settle(pilot)
        assert notice in screen_lines(pilot)[1]


async def test_an_empty_library_says_what_to_do(library_of: LibraryOf) -> None:
    async with ReaderApp(library_of()).run_test(size=WIDE) as pilot:
        await settle(pilot)
        left = " ".join(" ".join(line[:52] for line in screen_lines(pilot)).split())
        assert "No updates yet. Import live blogs: tui-reader import FILE" in left
        await pilot.press("j", "G", "enter", "b", "n", "]", "pagedown", "space", "J", "escape")
        await settle(pilot)
        assert pilot.app.is_running
