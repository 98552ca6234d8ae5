"""From a page to its live blogs: schema.org's data and the page's elements, each for what it knows best."""

import datetime
import re
from dataclasses import replace

from tui_reader.errors import SourceError
from tui_reader.news import LiveBlog, Update
from tui_reader.reading.arranging import arranged
from tui_reader.reading.document import Document
from tui_reader.reading.formats import NotThisFormat
from tui_reader.reading.html.bbc import bbc_updates
from tui_reader.reading.html.flat import flat_updates
from tui_reader.reading.html.matching import with_page_blocks
from tui_reader.reading.html.page import CUT_OFF, Page
from tui_reader.reading.html.page_state import posts_in_state
from tui_reader.reading.html.readable import timed_updates, whole_text
from tui_reader.reading.html.recipe import updates_by
from tui_reader.reading.html.recipes import RECIPES
from tui_reader.reading.json_values import JsonObject
from tui_reader.reading.markup.addresses import absolute
from tui_reader.reading.markup.plain_text import folded, plain_line
from tui_reader.reading.outcome import Reading, ReadingWarning
from tui_reader.reading.schema_org.json_ld import json_ld_objects, live_blog_objects
from tui_reader.reading.schema_org.microdata import microdata_objects
from tui_reader.reading.schema_org.updates import names_in, says_something, string_in, updates_from
from tui_reader.reading.text_copy import TextCopy
from tui_reader.reading.timestamps import moment

_MAX_CHARACTERS = 20_000_000
_TICKER = re.compile(r"^\+{2,4} (\d{1,2}[:.]\d\d .{1,300}?) \+{2,4}$")  # "+++ 14:05 Headline +++"


def read_page(document: Document) -> Reading:
    """The live blogs of an HTML document.

    Raises:
        SourceError: the page is too large, or has no text to read.
    """
    if len(document.text) > _MAX_CHARACTERS:
        raise SourceError(document.name, "more than 20 MB of HTML; no page is that long")
    page = Page.parse(document.text, document.url)
    described = _described(page)
    shown = _shown_updates(page)
    if described:
        return Reading(tuple(_from_data(page, each, shown) for each in described))
    shown = shown or timed_updates(page) or flat_updates(page)
    if shown:
        return Reading((arranged(_blog(page, {}, shown), in_page_order=True),))
    posts = posts_in_state(page)
    if posts:
        blog = _blog(page, {"headline": page.title or posts.title}, posts.updates)
        return Reading((arranged(blog, in_page_order=False),))
    whole = whole_text(page)
    if whole is None:
        raise SourceError(
            document.name, "an HTML page without text to read; was it saved before it had loaded?"
        )
    return _as_text_copy(page, whole, document) or _as_one_update(page, whole, document)


def _as_text_copy(page: Page, whole: Update, document: Document) -> Reading | None:
    """The page's text read as a copy of a live blog's text, None where it does not look like one."""
    lines = [page.title or "", *(_TICKER.sub(r"\1", block.text) for block in whole.blocks)]
    try:
        copy = TextCopy().read(Document(document.name, "\n\n".join(lines).encode(), page.url))
    except (NotThisFormat, SourceError):
        return None
    about = _blog(page, {}, [])
    blogs = tuple(
        replace(blog, title=about.title, publisher=about.publisher or blog.publisher, url=about.url)
        for blog in copy.live_blogs
    )
    return replace(copy, live_blogs=blogs)


def _as_one_update(page: Page, whole: Update, document: Document) -> Reading:
    warning = ReadingWarning(document.name, None, "no updates told apart; all of the page was read as one")
    return Reading((arranged(_blog(page, {}, [whole]), in_page_order=True),), (warning,))


def _described(page: Page) -> list[JsonObject]:
    """The live blogs in the page's data, each once: JSON-LD first, microdata where there is none."""
    live_blogs = live_blog_objects(json_ld_objects(page.root))
    if not any(each["liveBlogUpdate"] for each in live_blogs):
        live_blogs = live_blog_objects(microdata_objects(page.root))
    fullest: dict[str, JsonObject] = {}
    for each in (each for each in live_blogs if any(map(says_something, each["liveBlogUpdate"]))):
        key = string_in(each.get("url")) or string_in(each.get("@id")) or string_in(each.get("headline"))
        known = fullest.setdefault(key, {**each, "liveBlogUpdate": []})["liveBlogUpdate"]
        seen = {_identity(update) for update in known}
        known += [update for update in each["liveBlogUpdate"] if _identity(update) not in seen]
    return list(fullest.values())


def _identity(update: JsonObject) -> tuple[str, ...]:
    """What two descriptions of one update share."""
    keys = ("url", "@id", "headline", "datePublished")
    return (*(string_in(update.get(key)) for key in keys), string_in(update.get("articleBody"))[:60])


def _shown_updates(page: Page) -> list[Update]:
    """The updates as the elements of a known publisher's page show them."""
    for recipe in RECIPES:
        updates = updates_by(recipe, page.root, page.url)
        if updates:
            return updates
    return bbc_updates(page.root, page.url)


def _from_data(page: Page, live_blog: JsonObject, shown: list[Update]) -> LiveBlog:
    titles = [
        string_in(live_blog.get("headline")),
        page.title,
        page.metadata.get("og:title"),
        page.window_title,
    ]
    updates = updates_from(live_blog, page.url, titles)
    shown = shown or _shown_beyond(updates, page)
    updates = _joined(updates, shown) if shown else with_page_blocks(updates, page.root, page.url)
    start = moment(live_blog.get("coverageStartTime") or live_blog.get("datePublished")).day
    return arranged(_blog(page, live_blog, updates), start, in_page_order=bool(shown))


def _blog(page: Page, live_blog: JsonObject, updates: list[Update]) -> LiveBlog:
    description = plain_line(string_in(live_blog.get("description"))) or page.description
    stated_url = string_in(live_blog.get("url")) or string_in(live_blog.get("mainEntityOfPage"))
    return LiveBlog(
        title=_title(page, string_in(live_blog.get("headline"))),
        updates=tuple(updates),
        standfirst=(description,) if description else (),
        section=page.section or plain_line(string_in(live_blog.get("articleSection"))) or None,
        publisher=names_in(live_blog.get("publisher")) or page.publisher,
        url=page.url or absolute(stated_url, page.fetched_from),
    )


def _title(page: Page, stated: str) -> str | None:
    title = plain_line(stated)
    if title.endswith(CUT_OFF):
        return page.title_like(title)
    return title or page.title


def _shown_beyond(described: list[Update], page: Page) -> list[Update]:
    """The timed elements of an unknown page, where they show what the data describes and more."""
    tells_all = any(update.headline for update in described) and any(update.published for update in described)
    timed = timed_updates(page, at_least=len(described) + tells_all)
    keys = {key for update in timed for key in _keys(update)}
    confirmed = sum(any(key in keys for key in _keys(update)) for update in described)
    return timed if confirmed >= 0.8 * len(described) else []


def _joined(described: list[Update], shown: list[Update]) -> list[Update]:
    """The updates as shown, with what only the data has; behind them those that the data alone has."""
    by_key = {key: update for update in reversed(described) for key in _keys(update)}
    twins = [next((by_key[key] for key in _keys(update) if key in by_key), None) for update in shown]
    pairs = list(zip(shown, twins, strict=True))
    shows_true_times = all(_agree(update, twin) for update, twin in pairs)
    joined = [
        _union(update, twin) if twin else update if shows_true_times else replace(update, published=None)
        for update, twin in pairs
    ]
    used = {id(twin) for twin in twins}
    return joined + [update for update in described if id(update) not in used]


def _agree(shown: Update, described: Update | None) -> bool:
    """Whether two readings of an update do not contradict each other in its time, seconds aside."""
    if described is None or shown.published is None or described.published is None:
        return True
    return abs(shown.published - described.published) < datetime.timedelta(minutes=2)


def _keys(update: Update) -> list[str]:
    """What may tell that two readings are of one update, the surest first."""
    words = folded(" ".join(block.text for block in update.blocks))[:60]
    keys = [
        update.source_id or "",
        update.url or "",
        folded(update.headline or ""),
        words if len(words) > 20 else "",
    ]
    return [f"{place} {key}" for place, key in enumerate(keys) if key]


def _union(shown: Update, described: Update) -> Update:
    """One update of two readings: words as shown, times as described where these are the update's own."""
    return replace(
        shown,
        headline=shown.headline or described.headline,
        blocks=shown.blocks or described.blocks,
        published=described.published or shown.published,
        modified=described.modified or shown.modified,
        date=described.date if described.published else shown.date or described.date,
        byline=shown.byline or (described.byline if not shown.is_key_event else None),
        url=described.url or shown.url,
        source_id=shown.source_id or described.source_id,
    )
