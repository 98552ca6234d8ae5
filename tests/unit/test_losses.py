"""Text that is lost to a limit is told of, whichever parser meets the limit."""

import json

import pytest

from tui_reader.clean import MAX_LINE, clean, clean_line
from tui_reader.reading import Document, read


def warnings_of(name: str, content: str) -> list[str]:
    return [warning.text for warning in read(Document(name, content.encode())).warnings]


def blog(*bodies: str, **more: object) -> str:
    updates = [
        {
            "@type": "BlogPosting",
            "headline": f"Kite {number}",
            "datePublished": f"2031-05-03T08:0{number}:00Z",
            "articleBody": body,
            **more,
        }
        for number, body in enumerate(bodies)
    ]
    return json.dumps({"@type": "LiveBlogPosting", "headline": "Kites", "liveBlogUpdate": updates})


def test_what_fits_is_not_warned_of() -> None:
    assert warnings_of("a.json", blog("Wind.", "Rain. " * 3_000)) == []


def test_a_line_of_a_megabyte_is_cut_and_told() -> None:
    assert warnings_of("a.json", blog("Wind.", "x" * 1_000_000)) == [
        "a paragraph was cut after 20,000 characters"
    ]


def test_too_many_paragraphs_are_told() -> None:
    found = warnings_of("a.json", blog("Wind.", "<p>Rain.</p>" * 20_100))
    assert found == ["what follows the first 20,000 paragraphs of a text was left out"]


def test_too_many_pictures_are_told() -> None:
    pictures = [{"url": "https://news.example/p.jpg", "caption": f"Kite {n}"} for n in range(21)]
    assert warnings_of("a.json", blog("Wind.", image=pictures)) == [
        "of an update's pictures only the first 20 were read"
    ]


@pytest.mark.parametrize(
    ("where", "what"),
    [
        ({"headline": "x" * 30_000}, "a headline"),
        ({"author": {"name": "y" * 30_000}}, "a byline"),
        ({"image": {"url": "https://news.example/p.jpg", "caption": "z " * 15_000}}, "a paragraph"),
    ],
)
def test_whatever_line_is_cut_is_told(where: dict[str, object], what: str) -> None:
    assert f"{what} was cut after 20,000 characters" in warnings_of("a.json", blog("Wind.", **where))


def test_a_title_and_a_standfirst_that_are_cut_are_told() -> None:
    long = json.loads(blog("Wind.", "Rain.")) | {"headline": "x" * 30_000, "description": "y" * 30_000}
    assert set(warnings_of("a.json", json.dumps(long))) == {
        "a title was cut after 20,000 characters",
        "a standfirst was cut after 20,000 characters",
    }


def test_an_address_that_is_too_long_is_told_and_data_in_place_of_one_is_not() -> None:
    body = "<p>See <a href='{}'>this</a>.</p>"
    long = "https://news.example/" + "x" * 2_000
    assert warnings_of("a.json", blog(body.format("data:text/plain," + "x" * 2_000), "Rain.")) == []
    assert warnings_of("a.json", blog(body.format(long), "Rain.")) == [
        "an address of more than 2,000 characters was left out"
    ]


def page(head: str, body: str) -> str:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"


def posts(**more: object) -> str:
    listed = [
        {
            "publishedAt": f"2031-05-03T08:0{n}:00Z",
            "title": f"Kite {n}",
            "body": f"<p>Wind {n} blew over all of it.</p>",
        }
        for n in range(4)
    ]
    return json.dumps([{**each, **more} for each in listed])


def test_more_data_in_scripts_than_is_looked_at_is_told() -> None:
    script = "<script type='application/json'>{}</script>"
    data = script.format(posts()) + script.format(json.dumps(["x" * 300])) * 40
    assert "only the first 40 values" in warnings_of("a.html", page(data, ""))[0]
    assert warnings_of("a.html", page(data.replace("x" * 300, "x"), "")) == []


def test_an_object_with_too_many_values_to_be_a_post_is_told() -> None:
    wide = json.loads(posts()) + json.loads(posts(**{f"k{n}": n for n in range(300)}))[:1]
    assert warnings_of("a.json", json.dumps({"posts": wide})) == [
        "an object with more than 300 values was not taken for a post"
    ]


def test_places_of_a_page_beyond_those_that_are_looked_at_are_told() -> None:
    head = f"<script type='application/ld+json'>{blog('Wind.', 'Rain.')}</script>"
    assert warnings_of("a.html", page(head, "<p>x</p>" * 20_001)) == [
        "links and posts of updates were looked for at the first 20,000 places of the page"
    ]


def test_more_fragments_than_are_read_are_told() -> None:
    fragment = {"type": "fragment", "model": {"text": "a "}}
    paragraph = {"type": "paragraph", "model": {"blocks": [fragment] * 20_001}}
    post = {
        "content": {"model": {"blocks": [paragraph]}},
        "dates": {"firstPublished": "2031-05-03T08:00:00Z"},
        "header": {"model": {"blocks": [{"type": "headline", "model": {"blocks": [fragment]}}]}},
    }
    data = json.dumps({"posts": [post, post]})
    told = warnings_of(
        "a.html", page(f"<script id='__NEXT_DATA__' type='application/json'>{data}</script>", "")
    )
    assert "what follows the first 20,000 fragments of a text was left out" in told


def test_white_space_is_no_text_that_is_cut() -> None:
    assert clean_line("Wind" + " " * 50_000 + "rose" + "\n" * 50_000) == "Wind rose"


@pytest.mark.parametrize("text", ["x" * 30_000, "x " * 15_000, " x" * 15_000, "x\n" * 30_000])
def test_a_line_is_cut_once(text: str) -> None:
    cut = clean_line(text)
    assert cut.count("more characters]") == 1
    assert clean_line(cut) == clean(cut) == cut


@pytest.mark.parametrize("lines", [1, 3])
def test_cutting_twice_cuts_once(lines: int) -> None:
    cut = clean("\n".join(["x" * (MAX_LINE + 5)] * lines))
    assert cut.count("[… 5 more characters]") == lines
    assert clean(cut) == cut
