import time
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tui_reader.app.rendering.styled import width_of
from tui_reader.app.rendering.update import update_lines
from tui_reader.news import (
    Attribution,
    Block,
    Blockquote,
    Caption,
    Embed,
    Interactive,
    Kind,
    Link,
    LiveBlog,
    Paragraph,
    Place,
    Quotation,
    Related,
    Update,
    UpdateView,
)
from tui_reader.news.bookmark import Bookmark

DAY = date(2031, 5, 3)
BLOG = LiveBlog("Harbour strike", (), publisher="Lorne Post", coverage_date=DAY)
BOOKMARK = Bookmark(Update("Rowers set out", ()), BLOG, datetime(2031, 5, 4, tzinfo=UTC))


def view(*blocks: Block, quotations: tuple[Quotation, ...] = (), **others: object) -> UpdateView:
    update = Update("Rowers set out", blocks, date=DAY, quotations=quotations)
    return replace(UpdateView(update, BLOG, 3, 78), **others)  # type: ignore[arg-type]


def quotation(
    blocks: tuple[Block, ...],
    block: int,
    words: str,
    speaker: str | None = None,
    *,
    kind: Kind = "direct",
    attribution: Attribution | None = "explicit",
    group: str | None = None,
    confidence: float = 0.9,
) -> Quotation:
    start = blocks[block].text.index(words)
    place = Place(block, start, start + len(words))
    return Quotation(words, kind, place, speaker, None, attribution, None, confidence, group)


def page(shown: UpdateView, width: int = 80) -> str:
    return "\n".join("".join(run.text for run in line).rstrip() for line in update_lines(shown, width))


def quoted(shown: UpdateView, width: int = 80) -> list[str]:
    """The lines' parts that bear the role of a quotation."""
    lines = (
        "".join(run.text for run in line if "quotation" in run.roles) for line in update_lines(shown, width)
    )
    return [line for line in lines if line]


def test_where_and_when() -> None:
    text = page(view(Paragraph("Body.")))
    assert "Rowers set out" in text
    assert "Lorne Post · Harbour strike" in text
    assert "Saturday 3 May 2031 · time unknown · update 3 of 78" in text
    named = view(Paragraph("Body."))
    named = replace(named, live_blog=replace(named.live_blog, title="Lorne Post"))
    assert page(named).count("Lorne Post") == 1, "a title that is the publisher's name is said once"


def test_an_inferred_year_an_unknown_date_and_a_known_time_are_said() -> None:
    shown = view(Paragraph("Body."))
    inferred = replace(shown, live_blog=replace(BLOG, date_is_inferred=True))
    assert "Saturday 3 May 2031 (year inferred)" in page(inferred)
    undated = replace(shown, update=replace(shown.update, date=None))
    assert "date unknown · time unknown" in page(undated)
    timed = replace(shown, update=replace(shown.update, published=datetime(2031, 5, 3, 12, tzinfo=UTC)))
    assert "time unknown" not in page(timed)


def test_the_states_of_an_update_are_said_in_words() -> None:
    shown = view(Paragraph("Body."), bookmarks={None: BOOKMARK}, revisions=2, is_missing=True)
    shown = replace(shown, update=replace(shown.update, is_key_event=True, byline="Tess Fenn"))
    text = page(shown)
    for words in (
        "★ bookmarked",
        "◆ key event",
        "2 earlier wordings kept",
        "no longer in the",
        "By Tess Fenn",
    ):
        assert words in text
    assert "bookmarked" not in page(view(Paragraph("Body.")))


@pytest.mark.parametrize("width", [1, 12, 24, 40, 60, 80, 120, 200])
def test_no_line_is_wider_than_the_pane_or_than_one_can_read(width: int) -> None:
    blocks = (Paragraph("The rope across the river hums. " * 30), Embed("Rope! " * 40, "Ferry", "@ferry"))
    lines = update_lines(view(*blocks, quotations=(quotation(blocks, 0, "hums", "Ada " * 30),)), width)
    assert max(width_of(line) for line in lines) <= max(width, 16)
    text_widths = [len("".join(run.text for run in line).strip()) for line in lines]
    assert max(text_widths) <= 80


def test_a_quotation_is_marked_barred_and_attributed() -> None:
    blocks = (Paragraph("“We row at dawn,” she said, and left."),)
    shown = view(*blocks, quotations=(quotation(blocks, 0, "We row at dawn,", "Ada Lorne"),))
    assert quoted(shown) == ["“We row at dawn,”"]
    assert "  │ “We row at dawn,” she said, and left." in page(shown)
    assert page(shown).splitlines()[-1].endswith("— Ada Lorne")


def test_the_speaker_goes_below_where_the_line_is_full() -> None:
    blocks = (Paragraph("“We row at dawn, all of us, and nobody will stop the boats,” she said"),)
    lines = page(
        view(*blocks, quotations=(quotation(blocks, 0, "We row at dawn", "Ada Lorne"),))
    ).splitlines()
    assert lines[-1].strip() == "— Ada Lorne"


def test_several_speakers_and_unknown_ones() -> None:
    blocks = (Paragraph("“Yes” “no” “perhaps” “so-called”"),)
    quotations = (
        quotation(blocks, 0, "Yes", "Ada Lorne"),
        quotation(blocks, 0, "no", None, attribution=None),
        quotation(blocks, 0, "perhaps", "Tom Reed", confidence=0.3),
        quotation(blocks, 0, "so-called", "Nobody", kind="scare"),
    )
    text = page(view(*blocks, quotations=quotations))
    assert "— Ada Lorne · unattributed · probably Tom Reed" in text
    assert "Nobody" not in text
    assert quoted(view(*blocks, quotations=quotations)) == ["“Yes”“no”“perhaps”"]


def test_a_quotation_over_paragraphs_names_its_speaker_once_at_its_end() -> None:
    blocks = (Paragraph("“We row."), Paragraph("“We row on.”"), Paragraph("“Stay,” he said."))
    quotations = (
        quotation(blocks, 0, "We row.", "Ada Lorne", group="a"),
        quotation(blocks, 1, "We row on.", "Ada Lorne", group="a"),
        quotation(blocks, 2, "Stay,", "Tom Reed"),
    )
    text = page(view(*blocks, quotations=quotations))
    assert text.count("— Ada Lorne") == 1
    assert text.index("— Ada Lorne") > text.index("We row on")
    assert text.count("— Tom Reed") == 1


def test_every_kind_of_block_has_a_form_of_its_own() -> None:
    blocks: tuple[Block, ...] = (
        Caption("Boats at dawn", alt="Six boats", credit="Ada Lorne/Meridian Press"),
        Interactive("Map of the harbour", credit="Lorne Post"),
        Embed("We row.", "Ferry Office", "@ferry", DAY, "https://example.org/posts/1"),
        Related("Read more: the strike", "https://example.org/strike/"),
        Blockquote("Words set apart."),
    )
    lines = [line.strip() for line in page(view(*blocks)).splitlines()]
    for expected in (
        "▫ Boats at dawn",
        "In the picture: Six boats",
        "Ada Lorne/Meridian Press",
        "▤ Map of the harbour",
        "interactive, not shown in a terminal · Lorne Post",
        "┌ Post · Ferry Office @ferry",
        "│ We row.",
        "└ Saturday 3 May 2031 · example.org/posts/1",
        "→ Read more: the strike",
        "example.org/strike",
        "│   Words set apart.",
    ):
        assert expected in lines, expected


def test_hits_lie_over_quotations_and_links() -> None:
    blocks = (Paragraph("“We row at dawn,” said Ada.", (Link(18, 22, "https://example.org"),)),)
    shown = view(*blocks, quotations=(quotation(blocks, 0, "We row at dawn,", "Ada Lorne"),))
    lines = update_lines(
        shown, 80, lambda text: [(text.index("dawn"), text.index("dawn") + 4)] if "dawn" in text else []
    )
    runs = {run.text: run.roles for line in lines for run in line}
    assert (runs["dawn"][0], runs["dawn"][-1]) == ("quotation", "hit")
    assert runs["said"] == ("link",)


def test_an_update_of_a_megabyte_is_bounded_and_says_so() -> None:
    shown = view(*(Paragraph(f"Paragraph {n}. " + "word " * 3_000) for n in range(70)))
    start = time.perf_counter()
    lines = update_lines(shown, 80)
    assert time.perf_counter() - start < 3
    assert len(lines) < 5_000
    text = "\n".join("".join(run.text for run in line) for line in lines)
    assert "more characters are not shown here" in text
    assert "Paragraph 0." in text


def test_an_update_without_a_headline_begins_with_its_source() -> None:
    shown = view(Paragraph("Body."))
    text = page(replace(shown, update=replace(shown.update, headline=None)))
    assert text.strip().startswith("Lorne Post")
