"""Whether a divided text is a live blog at all: an article, a novel and a list divide into something too."""

import re
from statistics import mean, median

from tui_reader.reading.text_copy.draft import Page
from tui_reader.reading.text_copy.headlines import width
from tui_reader.reading.text_copy.language import fold
from tui_reader.reading.text_copy.layout import Layout
from tui_reader.reading.text_copy.roles import Role
from tui_reader.reading.text_copy.wording import Wording

_SMALL = 0.1  # share of lines that begin with a small letter, at most
_SIGNS = 0.02  # share of characters that newspapers do not print, at most
_SIGN = re.compile(r"[{}<>=_\\|*#@$^~`+&]")
_LIVE_ROLES = frozenset({Role.CLOSED, Role.COVERAGE, Role.NAVIGATION, Role.GREETING})


def is_live_blog(page: Page, layout: Layout, wording: Wording) -> bool:
    """Whether there are enough updates, of the size of updates, with text in them.

    Clocks are proof by themselves. Headlines alone are not: chapters and the subheads of an article are few,
    of few words, or far apart.
    """
    if not _is_prose(layout):
        return False
    updates = page.updates
    written = [draft for draft in updates if any(len(block.text) > 30 for block in draft.blocks)]
    if layout.is_timed:
        return len(layout.starts) >= 3 and len(updates) >= 2 and len(written) * 2 >= len(updates)
    if len(written) < 2 or len(written) * 2 < len(updates):
        return False
    says_so = any(item.role in _LIVE_ROLES for item in layout.items) or _is_live_title(page.title, wording)
    if says_so:
        return True
    headlines = [draft.headline for draft in updates if draft.headline]
    return (
        len(written) >= 5
        and len(headlines) * 2 >= len(updates)
        and median(width(headline) for headline in headlines) >= 24
        and mean(len(draft.blocks) for draft in updates) <= 8
    )


def _is_prose(layout: Layout) -> bool:
    """Whether the lines are paragraphs of a newspaper: neither a program nor text cut at a column.

    There, many lines go on with a small letter, or much of what they hold is signs.
    """
    lines = [item.text for item in layout.items if item.role is Role.TEXT]
    small = sum(line[:1].islower() for line in lines)
    size = sum(map(len, lines))
    signs = sum(len(_SIGN.findall(line.strip("+*# "))) for line in lines)
    return small <= _SMALL * len(lines) and signs <= _SIGNS * size


def _is_live_title(title: str | None, wording: Wording) -> bool:
    return bool(title) and bool(wording.line("title", r"(?<!\w){}(?!\w)").search(fold(title or "")))
