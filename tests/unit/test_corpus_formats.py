"""Real pages, data and feeds, checked against their own structure by plain json and regular expressions."""

import html
import json
import os
import re
from collections import Counter
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import pytest

from tui_reader.news import LiveBlog, Update
from tui_reader.reading import Document, read

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif("TUI_READER_CORPUS" not in os.environ, reason="TUI_READER_CORPUS names no corpus"),
]


def source(path: str) -> Path:
    return Path(os.environ["TUI_READER_CORPUS"]) / path


def live_blogs(path: str) -> tuple[LiveBlog, ...]:
    return read(Document(path, source(path).read_bytes())).live_blogs


def live_blog(path: str) -> LiveBlog:
    (blog,) = live_blogs(path)
    return blog


def described_updates(path: str) -> list[dict[str, Any]]:
    """The updates of the page's LiveBlogPosting, found without an HTML parser."""
    page = source(path).read_text(encoding="utf-8")
    scripts = re.findall(r'<script[^>]*application/ld\+json"?[^>]*>(.*?)</script>', page, re.DOTALL)
    for script in scripts:
        data = json.loads(script, strict=False)
        for found in data if isinstance(data, list) else [data]:
            if found.get("@type") == "LiveBlogPosting":
                updates: list[dict[str, Any]] = found["liveBlogUpdate"]
                return updates
    raise AssertionError("no LiveBlogPosting")


def letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def said(update: Update) -> str:
    return letters(" ".join(block.text for block in update.blocks))


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


CORK = "pages/corkbeo_2020-10-06_level3.html"
UKRAINE = "pages/guardian_2023-05-15_ukraine.html"
REPUBBLICA = "pages/repubblica_2023-11-02_israele-hamas.html"


@pytest.mark.parametrize("path", [CORK, REPUBBLICA])
def test_updates_of_a_page_are_those_its_data_describes(path: str) -> None:
    stated = described_updates(path)
    updates = live_blog(path).updates
    assert len(updates) == len(stated)
    for update, expected in zip(updates, stated, strict=True):
        assert update.published == datetime.fromisoformat(expected["datePublished"])
        assert update.headline == " ".join(html.unescape(expected["headline"]).split())
        stated_words = words(re.sub(r"\[\[.*?\]\]|<[^>]+>", " ", html.unescape(expected["articleBody"])))
        assert stated_words <= words(" ".join(block.text for block in update.blocks))
        assert "[[" not in said(update)
        assert not any(re.search(r"\[\[|</?\w+|&\w+;", block.text) for block in update.blocks)


def test_flattened_paragraphs_are_those_of_the_page() -> None:
    page = source(CORK).read_text(encoding="utf-8")
    entries = page.split('<div class="live-event-entry"')[1:]
    for update, entry in zip(live_blog(CORK).updates, entries, strict=True):
        content = entry.partition('<div class="entry-content">')[2].partition("</div></div></div>")[0]
        lines = re.findall(r"<(p|li|h[1-6])>(.*?)</\1>", content, re.DOTALL)
        lines = [line for _, text in lines for line in re.split("<br ?/?>", text)]
        lines = [line for line in lines if letters(html.unescape(re.sub(r"<[^>]+>", "", line)))]
        said_lines = [block for block in update.blocks if block.kind in ("paragraph", "related")]
        read_lines = [block for block in said_lines if not block.text.startswith("https:")]
        assert len(read_lines) == len(lines)


def test_authors_of_a_page_are_those_shown_at_each_update() -> None:
    page = source(CORK).read_text(encoding="utf-8")
    shown = [html.unescape(name) for name in re.findall(r"</time><mark>(.*?)</mark>", page)]
    expected = [None if name == "KEY EVENT" else name for name in shown]
    updates = live_blog(CORK).updates
    assert [update.byline for update in updates] == expected
    assert [update.is_key_event for update in updates] == [name == "KEY EVENT" for name in shown]


def test_the_page_headline_is_no_updates_headline() -> None:
    blog = live_blog(UKRAINE)
    page = source(UKRAINE).read_text(encoding="utf-8")
    ids = [update["@id"] for update in described_updates(UKRAINE)]
    assert sorted(update.source_id or "" for update in blog.updates) == sorted(ids)
    headlines = [update.headline for update in blog.updates if update.headline]
    assert blog.title not in headlines
    assert max(Counter(headlines).values()) == 1
    for update in blog.updates:
        article = page.partition(f'<article id="block-{update.source_id}"')[2].partition("</article>")[0]
        times = re.findall(r'<time datetime="([^"]+)"', article, re.IGNORECASE)
        assert update.published == datetime.fromisoformat(times[0])
        heading = re.search(r"<h2[^>]*>(.*?)</h2>", article.partition("</header>")[0], re.DOTALL)
        shown = html.unescape(re.sub(r"<[^>]+>", "", heading[1])) if heading else None
        assert update.headline == shown
        quotes = re.findall(r"<blockquote", article)
        assert bool(quotes) == any(block.kind == "blockquote" for block in update.blocks)
    texts = {update["@id"]: letters(update["articleBody"]) for update in described_updates(UKRAINE)}
    assert all(texts[update.source_id or ""][:200] in said(update) for update in blog.updates)


def test_links_lie_exactly_over_their_words() -> None:
    page = source(UKRAINE).read_text(encoding="utf-8")
    anchors = {
        letters(html.unescape(re.sub(r"<[^>]+>", "", words)))
        for words in re.findall(r"<a [^>]*>(.*?)</a>", page, re.DOTALL)
    }
    links = [
        block.text[link.start : link.end]
        for update in live_blog(UKRAINE).updates
        for block in update.blocks
        if block.kind in ("paragraph", "blockquote")
        for link in block.links
    ]
    assert links
    assert all(words == words.strip() and letters(words) in anchors for words in links)


def test_the_articles_model_of_the_guardian() -> None:
    path = "json/guardian_dcr_live_2021-02-19_perseverance.json"
    model = json.loads(source(path).read_text(encoding="utf-8"))
    blog = live_blog(path)
    assert blog.title == model["headline"]
    assert blog.status == "closed"
    key_events = {event["id"] for event in model["keyEvents"]}
    assert [
        (u.source_id, u.headline, u.published, u.modified, u.byline, u.is_key_event) for u in blog.updates
    ] == [
        (
            block["id"],
            block.get("title"),
            datetime.fromtimestamp(block["blockFirstPublished"] / 1000, UTC),
            datetime.fromtimestamp(block["blockLastUpdated"] / 1000, UTC),
            ", ".join(each["name"] for each in block["contributors"]) or None,
            block["id"] in key_events,
        )
        for block in model["blocks"]
    ]
    kinds = Counter(element["_type"].rpartition(".")[2] for b in model["blocks"] for element in b["elements"])
    read_kinds = Counter(block.kind for update in blog.updates for block in update.blocks)
    assert read_kinds["caption"] == kinds["ImageBlockElement"]
    assert read_kinds["embed"] == kinds["TweetBlockElement"] + kinds["YoutubeBlockElement"]


def test_posts_of_superdesk() -> None:
    path = "json/superdesk_api_response_default-theme.json"
    posts = json.loads(source(path).read_text(encoding="utf-8"))["posts"]["_items"]
    kinds = {
        post["_id"]: {
            ref["item"]["item_type"]
            for group in post["groups"]
            if group["id"] == "main"
            for ref in group["refs"]
        }
        for post in posts
    }
    shown = [
        post
        for post in posts
        if not post["deleted"]
        and post["post_status"] == "open"
        and not all(kind == "comment" or kind.startswith("Advert") for kind in kinds[post["_id"]])
    ]
    updates = {update.source_id: update for update in live_blog(path).updates}
    assert set(updates) == {post["_id"] for post in shown}
    for post in shown:
        update = updates[post["_id"]]
        assert update.published == datetime.fromisoformat(post["published_date"])
        assert update.byline == post["publisher"]["display_name"]
        assert (update.is_pinned, update.is_key_event) == (post["sticky"], bool(post["lb_highlight"]))


@pytest.mark.parametrize(
    ("path", "item", "time"),
    [
        ("feeds/github_commits_atom.xml", "entry", r"<updated>(.*?)</updated>"),
        ("feeds/golem_iso-8859-1_rss2.xml", "item", r"<pubDate>(.*?)</pubDate>"),
        ("feeds/guardian_international_2025-04-01_rss2.xml", "item", r"<pubDate>(.*?)</pubDate>"),
    ],
)
def test_items_of_a_feed(path: str, item: str, time: str) -> None:
    content = source(path).read_bytes()
    text = content.decode("iso-8859-1" if "8859" in path else "utf-8")
    items = re.findall(rf"<{item}>(.*?)</{item}>", text, re.DOTALL)
    updates = [update for blog in live_blogs(path) for update in blog.updates]
    assert len(updates) == len(items)
    stated: Counter[object] = Counter()
    for found in items:
        moment = re.search(time, found)
        title = re.search(r"<title[^>]*>(.*?)</title>", found, re.DOTALL)
        author = re.search(r"<(?:dc:creator|name)>(.*?)</", found, re.DOTALL)
        assert moment
        assert title
        at = moment[1].strip()
        stated[
            " ".join(html.unescape(html.unescape(title[1])).split()),
            datetime.fromisoformat(at) if at[:1].isdigit() else parsedate_to_datetime(at),
            " ".join(html.unescape(author[1]).split()) if author else None,
        ] += 1
    assert Counter((u.headline, u.published, u.byline) for u in updates) == stated
    for blog in live_blogs(path):
        assert {update.date for update in blog.updates} == {blog.coverage_date}
