import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tui_reader.errors import SourceError
from tui_reader.news import Block, Blockquote, Caption, Embed, Interactive, Link, LiveBlog, Paragraph, Related
from tui_reader.reading import Document, read
from tui_reader.reading.markup.blocks import blocks_from_text


def page(body: str, head: str = "") -> LiveBlog:
    html = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    (blog,) = read(Document("page.html", html.encode())).live_blogs
    return blog


def described(updates: Any, **more: Any) -> LiveBlog:
    data = {"@type": "LiveBlogPosting", "headline": "Fair day live", "liveBlogUpdate": updates} | more
    return page("<p>Loading</p>", f'<script type="application/ld+json">{json.dumps(data)}</script>')


def posting(headline: str = "Gates open", **more: Any) -> dict[str, Any]:
    stated = {
        "headline": headline,
        "articleBody": "The gates are open.",
        "datePublished": "2024-05-01T08:00:00Z",
    }
    return {"@type": "BlogPosting"} | stated | more


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>One<p>two<br>three</p>", [Paragraph("One"), Paragraph("two"), Paragraph("three")]),
        ("<p>a <b>b</b>c\n d&nbsp;e</p>", [Paragraph("a bc d e")]),
        ("<ul><li>x<ul><li>y</li></ul></li></ul>", [Paragraph("x"), Paragraph("y")]),
        ("<table><tr><th>A</th><td>1</td></tr></table>", [Paragraph("A | 1")]),
        (
            "<p>See <a href='/x'> the  map </a>!</p>",
            [Paragraph("See the map !", (Link(4, 11, "https://e.org/x"),))],
        ),
        ("<p>No <a href='javascript:x()'>link</a> here</p>", [Paragraph("No link here")]),
        ("<p><a href='/m'>More on this</a></p>", [Related("More on this", "https://e.org/m")]),
        ("<blockquote><p>We go.</p><p>Now.</p></blockquote>", [Blockquote("We go."), Blockquote("Now.")]),
        ("<p>He said <q>no</q>.</p>", [Paragraph("He said “no”.")]),
        ("<script>x</script><style>y</style><p hidden>z</p><nav>n</nav><p>Text</p>", [Paragraph("Text")]),
        ("<pre>one\ntwo</pre>", [Paragraph("one"), Paragraph("two")]),
        (
            "<img alt='A red kite'><img alt='x' width=1><img alt='logo'>",
            [Caption("A red kite", "A red kite")],
        ),
        (
            "<figure><img alt='Kite'><figcaption>A kite. Foto: Ada Lorne/dpa</figcaption></figure>",
            [Caption("A kite.", "Kite", "Ada Lorne/dpa")],
        ),
        ("<figure><figcaption>(AP)</figcaption></figure>", [Caption("", None, "AP")]),
        ("<iframe src='https://charts.example.org/1' title='Prices'></iframe>", [Interactive("Prices")]),
        ("<iframe src='https://charts.example.org/1'></iframe>", [Interactive("charts.example.org")]),
        (
            "<iframe src='https://www.youtube-nocookie.com/embed/aB3'></iframe>",
            [Embed("", None, None, None, "https://www.youtube.com/watch?v=aB3")],
        ),
        (
            "<p>https://x.com/kite_club/status/1234567</p>",
            [Embed("", None, "@kite_club", None, "https://x.com/kite_club/status/1234567")],
        ),
        (
            "<blockquote class='instagram-media' data-instgrm-permalink='https://www.instagram.com/p/Cq1/'>"
            "<p>Up, up!</p><p>A post shared by Kite Club (@kiteclub)</p></blockquote>",
            [Embed("Up, up!", "Kite Club", "@kiteclub", None, "https://www.instagram.com/p/Cq1/")],
        ),
        (
            "<blockquote class='bluesky-embed'><p>Wind!</p>— Kite Club (@kite.example.social) "
            "<a href='https://bsky.app/profile/kite/post/3k'>March 3, 2025 at 3:00 PM</a></blockquote>",
            [
                Embed(
                    "Wind!",
                    "Kite Club",
                    "@kite.example.social",
                    date(2025, 3, 3),
                    "https://bsky.app/profile/kite/post/3k",
                )
            ],
        ),
        (
            "<aside><h3>Read more</h3><a href='/1'>Kites</a><a href='/2'>Winds</a></aside>",
            [Related("Kites", "https://e.org/1"), Related("Winds", "https://e.org/2")],
        ),
        (
            "Plain &amp;quot;text&amp;quot;\nsecond [[mol:77]] line",
            [Paragraph('Plain "text"'), Paragraph("second line")],
        ),
        ("&lt;p&gt;Escaped &amp;amp; sound&lt;/p&gt;", [Paragraph("Escaped & sound")]),
        ("5 < 6 and 7 > 6", [Paragraph("5 < 6 and 7 > 6")]),
        ("", []),
    ],
)
def test_markup_becomes_blocks(markup: str, expected: list[Block]) -> None:
    assert list(blocks_from_text(markup, "https://e.org/live")) == expected


def test_every_form_of_author_is_understood() -> None:
    authors = ["Ida Morrow", {"name": "Ida Morrow"}, [{"name": "Ida Morrow"}, "Per Holt"], None, 7]
    updates = [posting(f"Update {n}", author=author) for n, author in enumerate(authors)]
    bylines = [update.byline for update in described(updates).updates]
    assert bylines == ["Ida Morrow", "Ida Morrow", "Ida Morrow, Per Holt", None, None]


def test_what_only_repeats_the_page_is_no_updates_own() -> None:
    authors = [{"name": "Ida Morrow"}, {"name": "Per Holt"}]
    updates = [
        posting(
            "Fair day live",
            author=authors,
            articleBody=f"Update number {n}.",
            dateModified="2024-05-01T09:00:00Z",
        )
        for n in range(4)
    ]
    blog = described(updates, author=authors)
    assert [(u.headline, u.byline, u.published, u.modified) for u in blog.updates] == [(None,) * 4] * 4
    assert {update.date for update in blog.updates} == {date(2024, 5, 1)}


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ({"name": ["Ida Morrow", "Per Holt"]}, "Ida Morrow, Per Holt"),
        ([{"givenName": "Ida", "familyName": "Morrow"}], "Ida Morrow"),
        ({"@id": "#desk"}, None),
    ],
)
def test_names_in_parts_and_lists_are_understood(author: Any, expected: str | None) -> None:
    assert described(posting(author=author)).updates[0].byline == expected


@pytest.mark.parametrize(
    "updates",
    [
        {"0": posting("One"), "1": posting("Two")},
        {"@type": "ItemList", "itemListElement": [{"item": posting("One")}, {"item": posting("Two")}]},
        {"@type": "ItemList", "itemListElement": [posting("One"), posting("Two")]},
    ],
)
def test_a_list_of_updates_has_many_forms(updates: Any) -> None:
    assert [update.headline for update in described(updates).updates] == ["One", "Two"]


def test_updates_that_are_bare_texts_are_read() -> None:
    found = described(["The gates are open.", "The gates are shut."]).updates
    assert [update.blocks for update in found] == [
        (Paragraph("The gates are open."),),
        (Paragraph("The gates are shut."),),
    ]


def test_parts_of_a_live_blog_in_several_scripts_are_one() -> None:
    parts = [[posting("Three"), posting("Two")], [posting("Two"), posting("One")]]
    data = ({"@type": "LiveBlogPosting", "headline": "Fair", "liveBlogUpdate": part} for part in parts)
    scripts = "".join(f'<script type="application/ld+json">{json.dumps(each)}</script>' for each in data)
    assert [update.headline for update in page("", scripts).updates] == ["Three", "Two", "One"]


@pytest.mark.parametrize(
    ("query", "identifier"),
    [
        ("?page=1&post=asset%3Aab-1#post", "ab-1"),
        ("?post-id=cm1", "cm1"),
        ("?postId=aa1", "aa1"),
        ("?filterKeyEvents=false&page=with:block-6a#block-6a", "6a"),
        ("?id=77#entry-1", "entry-1"),
        ("?page=2", None),
    ],
)
def test_permalinks_tell_the_publishers_id(query: str, identifier: str | None) -> None:
    (update,) = described(posting(url=f"https://fair.example/live{query}")).updates
    assert (update.url, update.source_id) == (f"https://fair.example/live{query}", identifier)


def test_what_an_update_shows_and_shares_is_kept_and_the_pages_own_picture_is_not() -> None:
    lead = {"@type": "ImageObject", "caption": "The fair from the air"}
    updates = [
        posting("Two", image=[lead, {"caption": "A kite aloft", "creditText": "Ada Lorne"}]),
        posting("One", image=lead, sharedContent={"url": "https://x.com/fair/status/1234567"}),
    ]
    found = described(updates, image=lead).updates
    assert [update.blocks[1:] for update in found] == [
        (Caption("A kite aloft", None, "Ada Lorne"),),
        (Embed("", None, "@fair", None, "https://x.com/fair/status/1234567"),),
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('He said \\"no\\".\\n\\nShe left.', [Paragraph('He said "no".'), Paragraph("She left.")]),
        ("Gates open\nThey are wide.", [Paragraph("They are wide.")]),
        ("Gates open", [Paragraph("Gates open")]),
        ([{"text": "One."}, {"text": "Two."}], [Paragraph("One."), Paragraph("Two.")]),
    ],
)
def test_bodies_are_read_as_they_were_meant(body: Any, expected: list[Block]) -> None:
    assert list(described(posting(articleBody=body)).updates[0].blocks) == expected


@pytest.mark.parametrize("damage", [("}]", "},]"), ("Fair day", "Fair\\' day"), ("}]", "} , \n ] ")])
def test_hand_made_data_with_small_faults_is_read(damage: tuple[str, str]) -> None:
    data = json.dumps({"@type": "LiveBlogPosting", "headline": "Fair day", "liveBlogUpdate": [posting()]})
    blog = page("", f'<script type="application/ld+json">{data.replace(*damage)}</script>')
    assert [update.headline for update in blog.updates] == ["Gates open"]


@pytest.mark.parametrize(
    "time",
    [
        "<relative-time datetime='2024-05-01T1{}:00:00Z'>now</relative-time>",
        "<abbr class='published' title='2024-05-01T1{}:00:00Z'>1{}:00</abbr>",
        "<p data-created-at='2024-05-01T1{}:00:00Z'></p>",
        "<meta itemprop='datePublished' content='2024-05-01T1{}:00:00Z'>",
        "<p><time datetime='2024-05-01T1{}:00:00Z'>1{}:00</time> "
        "<time datetime='2024-05-01T1{}:40:00Z'>1{}:40</time></p>",
    ],
)
def test_times_stand_in_many_elements(time: str) -> None:
    items = "".join(
        f"<div class='i'>{time.format(n, n, n, n)}<h3>Update {n}</h3><p>Text {n}.</p></div>"
        for n in (3, 2, 1)
    )
    found = page(f"<h1>Fair</h1><div>{items}</div>").updates
    assert [(u.headline, u.published, list(u.blocks)) for u in found] == [
        (f"Update {n}", datetime(2024, 5, 1, 10 + n, tzinfo=UTC), [Paragraph(f"Text {n}.")])
        for n in (3, 2, 1)
    ]


@pytest.mark.parametrize(
    "line",
    [
        "<h3>Update {0}</h3><time datetime='2024-05-01T1{0}:00:00Z'>1{0}:00</time>",
        "<p class='stamp'><time datetime='2024-05-01T1{0}:00:00Z'>1{0}:00</time></p><h3>Update {0}</h3>",
        "<div><span><time datetime='2024-05-01T1{0}:00:00Z'></time></span><h3>Update {0}</h3></div>",
    ],
)
def test_updates_that_no_element_holds_are_told_apart(line: str) -> None:
    text = "<p>Text {0} of the day at the fair, as the guild has it.</p><p>More of {0}.</p><hr>"
    rows = "".join((line + text).format(n) for n in (3, 2, 1))
    found = page(f"<main><h1>Fair</h1>{rows}</main>").updates
    assert [(u.headline, u.published, [b.text for b in u.blocks]) for u in found] == [
        (
            f"Update {n}",
            datetime(2024, 5, 1, 10 + n, tzinfo=UTC),
            [f"Text {n} of the day at the fair, as the guild has it.", f"More of {n}."],
        )
        for n in (3, 2, 1)
    ]


def test_a_story_that_mentions_times_is_one_update() -> None:
    story = "".join(
        f"<p>On <time datetime='2024-05-0{n}'>day {n}</time> the guild met again, and again agreed on "
        f"nothing but the price of kites, its clerk said.</p>"
        for n in range(1, 6)
    )
    dates = "".join(f"<p>Changed <time datetime='2024-05-0{n}T10:00Z'>{n} May</time></p>" for n in (1, 2, 3))
    assert len(page(f"<article><h1>Kites</h1>{dates}{story}</article>").updates) == 1


def test_one_update_is_an_object_and_not_a_list() -> None:
    (update,) = described(posting(url="https://fair.example/live#u7")).updates
    assert (update.headline, update.source_id, update.url) == (
        "Gates open",
        "u7",
        "https://fair.example/live#u7",
    )
    assert update.published == datetime(2024, 5, 1, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("08:00 Gates open", "Gates open"),
        ("(8.00 a.m.) Gates open", "Gates open"),
        ("17:45 | Gates open", "Gates open"),
        ("17:45 train is late", "17:45 train is late"),
        ("99:99 balloons", "99:99 balloons"),
        ("Gates &amp;ldquo;open&amp;rdquo;\n", "Gates “open”"),
        ("<b>Gates</b> open", "Gates open"),
        ("The gates are…", None),
        ("", None),
    ],
)
def test_headlines_come_out_clean(headline: str, expected: str | None) -> None:
    (update,) = described([posting(headline)]).updates
    assert update.headline == expected


def test_updates_that_are_not_in_order_are_put_from_the_newest_on() -> None:
    times = ["2024-05-01T09:00:00Z", "2024-05-01T12:30:00+02:00", "2024-05-01T10:00:00Z"]
    updates = [posting(f"Update {n}", datePublished=time) for n, time in enumerate(times)]
    assert [update.headline for update in described(updates).updates] == ["Update 1", "Update 2", "Update 0"]


def test_a_page_from_the_oldest_on_is_turned_round() -> None:
    items = "".join(
        f"<article class='i'><time datetime='2024-05-01T0{n}:00:00Z'></time>"
        f"<h2>Update {n}</h2><p>Text {n}.</p></article>"
        for n in range(1, 5)
    )
    assert [u.headline for u in page(f"<h1>Fair</h1><div>{items}</div>").updates] == [
        "Update 4", "Update 3", "Update 2", "Update 1",
    ]  # fmt: skip


def test_a_time_without_offset_gives_the_day_alone() -> None:
    (update,) = described([posting(datePublished="2024-05-01T23:30:00")]).updates
    assert (update.published, update.date) == (None, date(2024, 5, 1))


def test_raw_newlines_damaged_scripts_and_wrappers_do_not_hide_the_data() -> None:
    good = '{"@type":"LiveBlogPosting","headline":"Fair\nlive","liveBlogUpdate":[{"headline":"Gates\topen"}]}'
    head = (
        '<script type="application/ld+json">{"@type": oops}</script>'
        f'<script type="application/ld+json; charset=utf-8">//<![CDATA[\n{good};\n//]]></script>'
    )
    blog = page("", head)
    assert (blog.title, [update.headline for update in blog.updates]) == ("Fair live", ["Gates open"])


def test_the_coverage_end_does_not_close_a_live_blog() -> None:
    assert described([posting()], coverageEndTime="2024-05-01T09:00:00Z").status == "unknown"
    assert described([posting()], headline="Fair day – as it happened").status == "closed"


def test_an_unknown_page_is_read_as_one_update_and_says_so() -> None:
    html = (
        "<html><head><title>Kites</title></head><body><p>"
        + "Kites fly high over the fair. " * 3
        + "</p></body></html>"
    )
    reading = read(Document("page.html", html.encode()))
    assert [len(blog.updates) for blog in reading.live_blogs] == [1]
    assert "no updates told apart" in reading.warnings[0].text


@pytest.mark.parametrize(
    "body", ["", "<script>boot()</script>", "<div id='root'></div><noscript>Enable it.</noscript>"]
)
def test_a_page_without_text_is_refused_in_one_line(body: str) -> None:
    with pytest.raises(SourceError, match="without text to read"):
        page(body)


def shown(numbers: range, zone: str) -> str:
    items = (
        f"<li class='entry'><time datetime='2024-05-01T{n + 10}:30{zone}'></time>"
        f"<h3>Update {n}</h3><p>This is the text of number {n}.</p></li>"
        for n in numbers
    )
    return f"<ul>{''.join(items)}</ul>"


@pytest.mark.parametrize(("zone", "is_known"), [("+00:00", True), ("+02:00", False)])
def test_updates_that_the_data_leaves_out_are_read_from_the_page(zone: str, is_known: bool) -> None:
    updates = [posting(f"Update {n}", datePublished=f"2024-05-01T{n + 10}:30:10Z") for n in (6, 5, 4)]
    data = {"@type": "LiveBlogPosting", "headline": "Fair day live", "liveBlogUpdate": updates}
    blog = page(
        shown(range(6, -1, -1), zone), f'<script type="application/ld+json">{json.dumps(data)}</script>'
    )
    assert [update.headline for update in blog.updates] == [f"Update {n}" for n in range(6, -1, -1)]
    assert [update.published is not None for update in blog.updates] == [True] * 3 + [is_known] * 4
    assert blog.updates[0].published == datetime(2024, 5, 1, 16, 30, 10, tzinfo=UTC)
    assert {update.date for update in blog.updates} == {date(2024, 5, 1)}


def test_headlines_and_times_that_only_the_page_has_are_taken_from_there() -> None:
    updates = [posting("Fair day live", articleBody=f"This is the text of number {n}.") for n in (3, 2, 1)]
    data = {"@type": "LiveBlogPosting", "headline": "Fair day live", "liveBlogUpdate": updates}
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    blog = page(f"<h1>Fair day live</h1>{shown(range(3, 0, -1), '+02:00')}", script)
    assert [update.headline for update in blog.updates] == ["Update 3", "Update 2", "Update 1"]
    assert blog.updates[0].published == datetime(2024, 5, 1, 11, 30, tzinfo=UTC)


@pytest.mark.parametrize("attributes", ["class='comment'", "class='teaser'"])
def test_comments_and_teasers_are_no_updates(attributes: str) -> None:
    story = "".join(
        f"<p>The fair has been held in Orrin for {n} hundred years, the guild says.</p>" for n in range(40)
    )
    items = "".join(
        f"<div {attributes}><time datetime='2024-05-01T1{n}:00:00Z'></time><p>Item {n}.</p></div>"
        for n in range(5)
    )
    blog = page(f"<article><h1>Orrin fair</h1>{story}</article><section>{items}</section>")
    assert len(blog.updates) == 1


@pytest.mark.parametrize(
    ("fetched_from", "url"),
    [
        (None, "https://www.courier.example/live/1"),
        ("https://amp.courier.example/live/1?x=1", "https://www.courier.example/live/1"),
        ("https://evil.example/copy", "https://evil.example/copy"),
        ("https://evil.co.uk/copy", "https://evil.co.uk/copy"),
    ],
)
def test_a_fetched_page_cannot_pass_for_one_of_another_site(fetched_from: str | None, url: str) -> None:
    html = (
        "<html><head><link rel='canonical' href='https://www.courier.example/live/1'></head>"
        "<body><p>The fair is open to everybody from nine in the morning.</p></body></html>"
    )
    (blog,) = read(Document("page.html", html.encode(), fetched_from)).live_blogs
    assert blog.url == url


def test_the_pages_address_is_no_permalink() -> None:
    updates = [
        posting(url="https://fair.example/live/"),
        posting("Gates shut", url="https://fair.example/live#u2"),
    ]
    blog = described(updates, url="https://fair.example/live")
    assert {update.headline: update.url for update in blog.updates} == {
        "Gates open": None,
        "Gates shut": "https://fair.example/live#u2",
    }
