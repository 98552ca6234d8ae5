"""Pages made to cost a parser dear: all are read in time that grows with their length alone."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.errors import SourceError
from tui_reader.reading import Document, read
from tui_reader.reading.markup.blocks import blocks_from_text
from tui_reader.reading.markup.nesting import MAX_DEPTH, bound_nesting
from tui_reader.reading.markup.tree import ancestors, parse_html

_LENGTH = 200_000
_HOSTILE = {
    "nested": "<div>" * (_LENGTH // 5),
    "nested inline": "<b>" * (_LENGTH // 3),
    "nested lists": "<ul><li>" * (_LENGTH // 8),
    "nested tables": "<table><tr><td>" * (_LENGTH // 15),
    "kept open by a table": "<div><table></div></table>" * (_LENGTH // 26),
    "kept open by formatting": "<b><div></b>" * (_LENGTH // 12),
    "distinct formatting": "".join(f"<b x={n}>" for n in range(_LENGTH // 11)),
    "formatting opened again": "".join(f"<div><b x={n}></div>" for n in range(_LENGTH // 22)),
    "attributes": "<p " + " ".join(f"a{n}" for n in range(_LENGTH // 7)) + ">",
    "attributes without spaces": "<p " + "".join(f"a{n}=''" for n in range(_LENGTH // 9)) + ">",
    "unclosed tags": "<a " * (_LENGTH // 3),
    "unclosed comments": "<!--" * (_LENGTH // 4),
    "comments that end at once": "<!--><div>" * (_LENGTH // 10),
    "quotes that never end": '<a b="' * (_LENGTH // 6),
    "foreign": "<svg><style><div>" * (_LENGTH // 17),
    "closing tags": "</div>" * (_LENGTH // 6),
    "blockquotes": "<blockquote class=twitter-tweet>" * (_LENGTH // 32),
    "figures": "<figure><iframe></iframe>" * (_LENGTH // 25),
    "asides": "<aside><a href=x>y</a>" * (_LENGTH // 22),
    "headings": "<h2>Same words in all of them</h2>" * (_LENGTH // 34),
    "times": "<article><time datetime='2024-01-01T00:00Z'></time>x" * (_LENGTH // 52),
    "entities": "&amp;amp;lt;" * (_LENGTH // 12),
    "updates in updates": "<article id=block-1>" * (_LENGTH // 20),
    "microdata": "<p itemscope itemprop=x itemtype=a/LiveBlogPosting>" * (_LENGTH // 50),
    "shortcodes": "<p>" + "[[" * (_LENGTH // 2),
}


@pytest.mark.parametrize("name", sorted(_HOSTILE))
def test_a_hostile_page_costs_no_more_than_its_length(name: str) -> None:
    html = f"<html><body>{_HOSTILE[name]}"
    started = time.process_time()
    try:
        found = read(Document("page.html", html.encode())).live_blogs
    except SourceError:
        found = ()
    assert len(found) <= 1
    assert time.process_time() - started < 2.0  # a fifth of a megabyte; unbounded, most take far longer


def test_text_in_elements_nested_too_deeply_is_kept() -> None:
    html = "<div>" * 2_000 + "<p>Deep words</p>" + "</div>" * 2_000 + "<p>After</p>"
    assert [block.text for block in blocks_from_text(html)] == ["Deep words", "After"]


_PIECES = ("<div>", "</div>", "<b>", "</b>", "<p>", "<table>", "</table>", "<svg>", "<i x=1>", "</i>", "<td>")


@given(st.lists(st.sampled_from(_PIECES)))
def test_no_tree_is_deeper_than_the_bound(pieces: list[str]) -> None:
    html = "".join(pieces * 40)
    root = parse_html(html)
    deepest = max(
        (sum(1 for _ in ancestors(node)) for node in root.traverse() if node.child is None), default=0
    )
    assert deepest < 2 * MAX_DEPTH + 200


@given(st.text(alphabet="<>/ab='\" !-divp", max_size=200))
def test_sound_pages_are_left_as_they_are(text: str) -> None:
    assert bound_nesting(text) == text or text.count("<") > 60
