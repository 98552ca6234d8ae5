import datetime
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.news import Place, Quotation
from tui_reader.news.citation import FORMS, Form, citation, markdown_of_all
from tui_reader.news.statement import Source, Statement

KNOWN = Source(
    update_id="77ab",
    headline="Ferries tied up",
    date=datetime.date(2031, 5, 6),
    date_is_inferred=True,
    published=datetime.datetime(2031, 5, 6, 14, 5, tzinfo=datetime.UTC),
    publisher="Lorne Post",
    title="Ferry strike",
    url="https://lorne.example/ferries#77ab",
)
UNKNOWN = Source(update_id="77ab", headline="Ferries tied up")


def statement(source: Source, words: str = "Nobody sails.", speaker: str | None = "Ada Lorne") -> Statement:
    return Statement(Quotation(words, "direct", Place(0, 1, 1 + len(words)), speaker), "0c1d", source)


def test_plain_text_has_words_speaker_outlet_headline_date_and_link() -> None:
    assert citation(statement(KNOWN)) == (
        "“Nobody sails.” — Ada Lorne. Lorne Post, “Ferries tied up”, 6 May 2031 (date inferred), 14:05 UTC."
        " https://lorne.example/ferries#77ab"
    )


def test_what_is_unknown_is_said() -> None:
    assert citation(statement(UNKNOWN, speaker=None)) == (
        "“Nobody sails.” — unattributed. “Ferries tied up”, date unknown. id 77ab"
    )


def test_markdown_quotes_and_links() -> None:
    assert citation(statement(KNOWN), "markdown") == (
        "> Nobody sails.\n>\n> — **Ada Lorne**, Lorne Post, "
        "[Ferries tied up](<https://lorne.example/ferries#77ab>), 6 May 2031 (date inferred), 14:05 UTC"
    )
    assert citation(statement(UNKNOWN), "markdown").endswith("*Ferries tied up*, date unknown (id 77ab)")


def test_markdown_in_the_words_stays_words() -> None:
    for words in ("*loud* [But] <b> `x` | # ~~no~~ &lt;", "- we row", "1. we row", "a_b_c \\"):
        line = citation(statement(KNOWN, words), "markdown").splitlines()[0]
        assert re.sub(r"\\(.)", r"\1", line) == f"> {words}"
        assert not re.search(r"(?<!\\)(?:\\\\)*[*_\[\]<`|~]", line)
        assert not re.match(r"> (-|1\.) ", line)


def test_json_has_the_quotation_and_its_source() -> None:
    found = json.loads(citation(statement(KNOWN), "json"))
    assert (found["speaker"], found["text"], found["quotation_id"]) == ("Ada Lorne", "Nobody sails.", "0c1d")
    assert found["published"] == "2031-05-06T14:05:00+00:00"
    assert json.loads(citation(UNKNOWN, "json"))["date"] is None


def test_bibtex_is_an_entry() -> None:
    assert citation(statement(KNOWN, "100% & more_{x}"), "bibtex") == (
        "@misc{77ab-0c1d,\n  author = {{Ada Lorne}},\n  title = {Ferries tied up},\n"
        "  howpublished = {Lorne Post},\n  date = {2031-05-06T14:05:00+00:00},\n"
        "  url = {https://lorne.example/ferries#77ab},\n  note = {“100\\% \\& more\\_\\{x\\}”}\n}"
    )
    assert citation(UNKNOWN, "bibtex") == "@misc{77ab,\n  title = {Ferries tied up}\n}"


@pytest.mark.parametrize("form", FORMS)
def test_an_update_is_cited_without_words(form: Form) -> None:
    text = citation(KNOWN, form)
    assert "Ferries tied up" in text
    assert "https://lorne.example/ferries#77ab" in text
    assert "2031" in text
    assert "Ada Lorne" not in text


def test_many_statements_make_one_document() -> None:
    text = "\n".join(markdown_of_all("Ada *Lorne*", [statement(KNOWN), statement(UNKNOWN)]))
    assert text.startswith("# Ada \\*Lorne\\*\n\n> Nobody")
    assert text.count("**Ada Lorne**") == 2


words = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1)


@given(words, words, words)
def test_no_words_break_out_of_their_form(text: str, headline: str, speaker: str) -> None:
    source = Source("77ab", headline, url=f"https://lorne.example/{text}")
    cited = statement(source, text, speaker)
    entry = re.sub(r"\\[{}]", "", citation(cited, "bibtex"))
    depth = 0
    for char in entry:
        depth += (char == "{") - (char == "}")
        assert depth >= (char == "}" and 0)
    assert depth == 0
    assert entry.rindex("}") == len(entry) - 1
    assert json.loads(citation(cited, "json"))["text"] == text
    lines = citation(cited, "markdown").split("\n")
    assert len(lines) == 3
    assert all(line.startswith(">") for line in lines)
    assert "\n" not in citation(cited)
