from datetime import date

from app.stage import (
    NARROW,
    LibraryOf,
    at_cursor,
    live_blog,
    screen_lines,
    screen_text,
    settle,
    the_list,
    update,
)

from tui_reader.app.reader_app import ReaderApp


def harbour(library_of: LibraryOf) -> ReaderApp:
    """Two of four updates are about a lighthouse, on two days."""
    return ReaderApp(
        library_of(
            live_blog(
                date(2031, 5, 3),
                update(
                    "Lighthouse dark", "The lighthouse keeper of Averra lost the lamp.", date=date(2031, 5, 3)
                ),
                update("Bread is back", "Bakers opened early.", date=date(2031, 5, 3)),
            ),
            live_blog(
                date(2031, 5, 1),
                update(
                    "Keeper waits", "The keeper of the lighthouse waits for a lamp.", date=date(2031, 5, 1)
                ),
                update("Rain", "It rains.", date=date(2031, 5, 1)),
                title="Another day",
            ),
        )
    )


async def test_more_like_this_leads_over_days_and_back(library_of: LibraryOf) -> None:
    async with harbour(library_of).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("m")
        await settle(pilot)
        assert screen_lines(pilot)[0].startswith(" Like: Lighthouse dark  1 update on 1 day")
        assert at_cursor(pilot) == "Keeper waits"
        await pilot.press("m")
        await settle(pilot)
        assert screen_lines(pilot)[0].startswith(" Like: Keeper waits")
        await pilot.press("escape")
        await settle(pilot)
        assert screen_lines(pilot)[0].startswith(" Like: Lighthouse dark")
        await pilot.press("escape")
        await settle(pilot)
        assert at_cursor(pilot) == "Lighthouse dark"
        assert the_list(pilot).count == 4


async def test_nothing_may_be_like_it(library_of: LibraryOf) -> None:
    async with harbour(library_of).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("G", "m")
        await settle(pilot)
        assert "Nothing like it" in screen_text(pilot)
        await pilot.press("m", "escape")
        await settle(pilot)
        assert at_cursor(pilot) == "Rain"
