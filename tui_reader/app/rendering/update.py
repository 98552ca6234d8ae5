"""One update as a page: headline, where and when, and its blocks, each kind in a form of its own."""

from collections.abc import Sequence

from tui_reader.app import glyphs
from tui_reader.app.rendering.marking import FindHits, Marking, no_hits
from tui_reader.app.rendering.moments import counted, long_date, moment
from tui_reader.app.rendering.page import Page
from tui_reader.app.rendering.quoted import goes_on, is_unattributed
from tui_reader.app.rendering.styled import Line, Mark, shortened
from tui_reader.news import (
    Block,
    Blockquote,
    Caption,
    Embed,
    Interactive,
    Paragraph,
    Quotation,
    Related,
    Update,
    UpdateView,
)
from tui_reader.news.bookmark import Bookmark
from tui_reader.news.corrections import quotation_ids

_LONGEST = 200_000  # characters of one update that are set: some 3,000 lines, in well under a second
_LONGEST_ADDRESS = 500  # characters


def update_lines(
    view: UpdateView,
    pane_width: int,
    find_hits: FindHits = no_hits,
    cursor: Quotation | None = None,
    hit: int | None = None,
    *,
    in_words: bool = False,
) -> list[Line]:
    """The update as lines for a pane of so many cells.

    Args:
        view: the update.
        pane_width: the cells.
        find_hits: finds what is to be marked.
        cursor: the quotation at the quotation cursor.
        hit: the number of the hit at which one stands, from 0; see `count_hits`.
        in_words: say in words what signs say otherwise.
    """
    page = Page(pane_width, in_words=in_words)
    marking = Marking(view.update.quotations, find_hits, cursor, hit)
    _headline(page, view.update.headline, marking)
    if view.bookmarks:
        _bookmarked(page, view, None)
    _where_and_when(page, view)
    _annotation(page, view.bookmarks.get(None))
    _blocks(page, view, marking)
    if view.update.url:
        page.blank()
        pointer = page.sign(glyphs.POINTER, "Link:")
        page.text(_address(view.update.url), (), "muted", first=pointer, link=view.update.url)
    page.blank()
    return page.lines


def count_hits(update: Update, find_hits: FindHits) -> int:
    """How many hits an update has, in its headline and its blocks."""
    texts = (update.headline or "", *(block.text for block in update.blocks))
    return sum(len(find_hits(text)) for text in texts)


def _headline(page: Page, headline: str | None, marking: Marking) -> None:
    page.lines.append(())
    if headline:
        page.text(headline, marking.marks(headline, None, "headline-quotation"), "headline")
        page.note(marking.cursor_note(None), "muted")
        page.blank()


def _where_and_when(page: Page, view: UpdateView) -> None:
    update, blog = view.update, view.live_blog
    is_same = (blog.publisher or "").casefold() == (blog.title or "").casefold()
    page.text(_joined(blog.publisher, None if is_same else blog.title) or "Source unknown", (), "source")
    if update.date:
        day = long_date(update.date) + (" (year inferred)" if blog.date_is_inferred else "")
    else:
        day = "date unknown"
    time = moment(update.published, update.date) if update.published else "time unknown"
    place = f"update {view.position:,} of {view.count:,}" if view.count else ""
    page.text(_joined(day, time, place), (), "muted")
    if update.byline:
        page.text(f"By {update.byline}", (), "muted")
    _state(page, view)
    page.rule()


def _state(page: Page, view: UpdateView) -> None:
    """What sets this update apart, on one line."""
    states = [
        ("bookmark", f"{page.sign(glyphs.BOOKMARK)}bookmarked", view.is_bookmarked),
        ("key-event", f"{page.sign(glyphs.KEY_EVENT)}key event", view.update.is_key_event),
        ("muted", "pinned by the publisher", view.update.is_pinned),
        ("muted", f"{counted(view.revisions, 'earlier wording')} kept", view.revisions > 0),
        ("muted", "no longer in the library: this is the bookmark's copy", view.is_missing),
    ]
    marks: list[Mark] = []
    text = ""
    for role, words, holds in states:
        if holds:
            start = len(text) + len(glyphs.SEPARATOR) * bool(text)
            text = _joined(text, words)
            marks.append(Mark(start, len(text), role))
    if text:
        page.text(text, marks, "muted")


def _annotation(page: Page, bookmark: Bookmark | None) -> None:
    """What the reader noted."""
    lines = bookmark.note.splitlines() if bookmark else []
    for number, line in enumerate(lines):
        page.text(line, (), "note", first="  " if number else page.sign(glyphs.BOOKMARK, "Note:"))
    if bookmark and bookmark.tags:
        page.text(" ".join(f"#{tag}" for tag in bookmark.tags), (), "note", first="  ")


def _bookmarked(page: Page, view: UpdateView, index: int | None) -> None:
    """The bookmarked quotations of a block, or of the headline, with what the reader noted."""
    for quotation_id, quotation in zip(quotation_ids(view.update), view.update.quotations, strict=True):
        bookmark = view.bookmarks.get(quotation_id)
        if bookmark and quotation.place.block == index:
            words = shortened(quotation.text, 40)
            page.text(f"“{words}” bookmarked", (), "bookmark", first=page.sign(glyphs.BOOKMARK))
            _annotation(page, bookmark)


def _blocks(page: Page, view: UpdateView, marking: Marking) -> None:
    room, blocks = _LONGEST, view.update.blocks
    for index, block in enumerate(blocks):
        room -= len(block.text)
        if room < 0:
            left = sum(len(later.text) for later in blocks[index:])
            page.blank()
            page.text(f"{glyphs.CUT} {left:,} more characters are not shown here", (), "muted")
            return
        page.blank()
        _set(page, block, marking.marks(block.text, index))
        quotations = marking.quoted(index)
        note, names = marking.note(index)
        if note and not goes_on(quotations, marking.quoted(index + 1)):
            page.note(note, "muted" if is_unattributed(quotations) else "speaker", names)
        page.note(marking.cursor_note(index), "muted")
        if view.bookmarks:
            _bookmarked(page, view, index)


def _paragraph(page: Page, block: Paragraph, marks: Sequence[Mark]) -> None:
    page.text(block.text, [*_links(block), *marks])


def _blockquote(page: Page, block: Blockquote, marks: Sequence[Mark]) -> None:
    page.text(block.text, [*_links(block), *marks], "quotation", first="  ")


def _caption(page: Page, block: Caption, marks: Sequence[Mark]) -> None:
    page.text(block.text, marks, "caption", first=page.sign(glyphs.PICTURE, "Picture:"))
    if block.alt:
        page.text(f"In the picture: {block.alt}", (), "muted", first="  ")
    if block.credit:
        page.text(block.credit, (), "muted", first="  ")


def _interactive(page: Page, block: Interactive, marks: Sequence[Mark]) -> None:
    page.text(block.text, marks, "caption", first=page.sign(glyphs.GRAPHIC, "Graphic:"))
    page.text(_joined("interactive, not shown in a terminal", block.credit), (), "muted", first="  ")


def _embed(page: Page, block: Embed, marks: Sequence[Mark]) -> None:
    author = " ".join(part for part in (block.author, block.handle) if part)
    top, bar, bottom = map(page.sign, (glyphs.BOX_TOP, glyphs.MARGIN_BAR, glyphs.BOX_BOTTOM))
    page.text(_joined("Post", author), (), "embed-author", first=top, rest=bar)
    page.text(block.text, marks, "embed", first=bar, rest=bar)
    date = long_date(block.date) if block.date else "date unknown"
    url = _address(block.url) if block.url else None
    page.text(_joined(date, url), (), "muted", first=bottom, rest=" " * len(bottom), link=block.url)


def _related(page: Page, block: Related, marks: Sequence[Mark]) -> None:
    page.text(block.text, marks, "link", first=page.sign(glyphs.POINTER, "Link:"), link=block.url)
    if block.url:
        page.text(_address(block.url), (), "muted", first="  ", link=block.url)


def _set(page: Page, block: Block, marks: Sequence[Mark]) -> None:
    match block:
        case Paragraph():
            _paragraph(page, block, marks)
        case Blockquote():
            _blockquote(page, block, marks)
        case Caption():
            _caption(page, block, marks)
        case Interactive():
            _interactive(page, block, marks)
        case Embed():
            _embed(page, block, marks)
        case Related():
            _related(page, block, marks)


def _links(block: Paragraph | Blockquote) -> list[Mark]:
    return [Mark(link.start, link.end, "link") for link in block.links]


def _joined(*parts: str | None) -> str:
    return glyphs.SEPARATOR.join(part for part in parts if part)


def _address(url: str) -> str:
    """A web address without what every address has."""
    return url.removeprefix("https://").removeprefix("http://").rstrip("/")[:_LONGEST_ADDRESS]
