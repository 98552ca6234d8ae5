"""Text that is lost to a limit is told of, whichever parser meets the limit."""

import json

import pytest

from tui_reader.clean import MAX_LINE, clean
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


@pytest.mark.parametrize("lines", [1, 3])
def test_cutting_twice_cuts_once(lines: int) -> None:
    cut = clean("\n".join(["x" * (MAX_LINE + 5)] * lines))
    assert cut.count("[… 5 more characters]") == lines
    assert clean(cut) == cut
