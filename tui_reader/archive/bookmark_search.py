"""Which bookmarks a reader means by some words."""

from collections.abc import Collection, Iterable, Sequence

from tui_reader.news.bookmark import Bookmark
from tui_reader.news.listing import list_headline
from tui_reader.search.folding import words


class BookmarkFilter:
    """Bookmarks that can be looked through again and again; making it takes a while for thousands.

    Args:
        bookmarks: all of them.
    """

    def __init__(self, bookmarks: Iterable[Bookmark]) -> None:
        self._bookmarks = [(bookmark, words(_text(bookmark))) for bookmark in bookmarks]

    def matching(self, text: str, update_ids: Collection[str] = ()) -> list[Bookmark]:
        """Those on these updates, and those that have, for each word of a text, a word that begins so.

        Their note, tags, speaker, headline, quoted words and source are looked at. A text without any word
        finds them all.
        """
        wanted = words(text)
        return [b for b, own in self._bookmarks if b.update.id in update_ids or _has(wanted, own)]


def _text(bookmark: Bookmark) -> str:
    """What a bookmark says, for being looked through."""
    quotation, blog = bookmark.quotation, bookmark.live_blog
    said = (quotation.text, quotation.speaker) if quotation else ()
    parts = (bookmark.note, *bookmark.tags, *said, list_headline(bookmark.update), blog.publisher, blog.title)
    return "\n".join(part for part in parts if part)


def _has(wanted: Sequence[str], own: Sequence[str]) -> bool:
    return all(any(word.startswith(start) for word in own) for start in wanted)
