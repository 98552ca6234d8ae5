import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.news import (
    Block,
    Blockquote,
    Caption,
    Embed,
    Paragraph,
    Place,
    Quotation,
    Update,
)
from tui_reader.quoting import CONFIDENCE, quote

WORDS = [
    *("said", "told", "never", "quoted", "as saying", "according", "to", "by", "was", "has", "so-called"),
    *("“", "”", "‘", "’", '"', "'", "«", "»", ":", ",", ".", "?", "—", "(", ")", '12"', "boys’", "“no.”"),
    *("he", "she", "they", "it", "the", "The", "minister", "Minister of", "and", "but", "who", "that"),
    *("Orla", "Brandt", "Ilo", "Okafor", "好", "قال"),
]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join) | st.text(max_size=60)
BLOCKS: st.SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, TEXTS),
    st.builds(Blockquote, TEXTS),
    st.builds(Caption, TEXTS),
    st.builds(Embed, TEXTS),
)
UPDATES = st.lists(st.builds(Update, st.none() | TEXTS, st.lists(BLOCKS, max_size=5).map(tuple)), max_size=4)


def quotations(*paragraphs: str, headline: str | None = None) -> tuple[Quotation, ...]:
    return quote([Update(headline, tuple(Paragraph(text) for text in paragraphs))])[0].quotations


def said(*paragraphs: str, headline: str | None = None) -> list[tuple[str, str | None]]:
    return [(q.text, q.speaker) for q in quotations(*paragraphs, headline=headline)]


def text_at(update: Update, place: Place) -> str:
    text = (update.headline or "") if place.block is None else update.blocks[place.block].text
    return text[place.start : place.end]


@settings(max_examples=200)
@given(UPDATES)
def test_every_span_is_its_text_and_well_nested(updates: list[Update]) -> None:
    for update in quote(updates):
        ends: dict[int | None, list[int]] = {}
        for quotation in update.quotations:
            place = quotation.place
            assert 0 <= place.start < place.end
            assert text_at(update, place) == quotation.text
            assert (quotation.speaker is None) == (quotation.evidence is None)
            assert quotation.speaker is None or quotation.confidence >= CONFIDENCE
            if quotation.evidence is not None:
                assert text_at(update, quotation.evidence)
            around = ends.setdefault(place.block, [])
            while around and around[-1] <= place.start:
                around.pop()
            assert not around or place.end <= around[-1]
            around.append(place.end)


@settings(max_examples=60)
@given(UPDATES)
def test_the_same_updates_give_the_same_quotations(updates: list[Update]) -> None:
    found = quote(updates)
    assert quote(updates) == found
    assert quote(found) == found
    assert [replace(update, quotations=()) for update in found] == updates


@given(st.text(st.characters(exclude_characters="“”„‟\"＂〝〞〟‘’‚‛'«»‹›「」『』《》〈〉"), max_size=120))
def test_text_without_marks_has_no_quotation(text: str) -> None:
    assert quotations(text, headline=text) == ()


def test_a_short_name_is_completed_from_an_older_update() -> None:
    newer = Update("Talks go on", (Paragraph("“We are close,” Brandt said."),))
    older = Update("Talks begin", (Paragraph("Mediator Orla Brandt has arrived in Selmouth."),))
    (quotation,) = quote([newer, older])[0].quotations
    assert (quotation.speaker, quotation.attribution) == ("Orla Brandt", "explicit")


def test_a_name_spelt_in_two_ways_is_one_person() -> None:
    found = said("“No,” Sergey Malin said.", headline="Sergei Malin speaks")
    assert found == [("No,", "Sergei Malin")]


def test_a_given_name_that_begins_anothers_is_short_for_it_only_where_the_gender_fits() -> None:
    assert said("Paul Pell met Paula Pell.", "“Yes,” Paula Pell said.") == [("Yes,", "Paula Pell")]
    assert said("Daniel Pell spoke.", "“Yes,” Dan Pell said.") == [("Yes,", "Daniel Pell")]


def test_two_people_who_share_a_surname_stay_two() -> None:
    first = Update(None, (Paragraph("“Yes,” said Ida Pell."), Paragraph("“Good,” Pell added.")))
    second = Update(None, (Paragraph("“No,” said Tom Pell."), Paragraph("“Bad,” Pell added.")))
    third = Update(None, (Paragraph("“Perhaps,” Pell said."),))
    speakers = [[q.speaker for q in update.quotations] for update in quote([first, second, third])]
    assert speakers == [["Ida Pell", "Ida Pell"], ["Tom Pell", "Tom Pell"], ["Pell"]]


def test_a_known_speaker_completes_a_name_that_the_page_leaves_open() -> None:
    update = Update(None, (Paragraph("“Rain again,” Quillon said."),))
    assert quote([update], known_speakers=["Mira Quillon"])[0].quotations[0].speaker == "Mira Quillon"
    both = ["Mira Quillon", "Hugo Quillon"]
    assert quote([update], known_speakers=both)[0].quotations[0].speaker == "Quillon"


def test_the_standfirst_may_name_people_in_full() -> None:
    update = Update(None, (Paragraph("“Rain again,” Quillon said."),))
    named = quote([update], ["Forecaster Mira Quillon expects rain."])
    assert named[0].quotations[0].speaker == "Mira Quillon"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“Go,” said Norland Foreign Minister Orla Brandt.", "Orla Brandt"),
        ("“Go,” Channel Nine’s Orla Brandt told viewers.", "Orla Brandt"),
        ("“Go,” Orla Brandt, who was there, told the Ledger.", "Orla Brandt"),
        ("“Go,” the deputy mayor, Orla Brandt, said.", "Orla Brandt"),
        ("“Go,” a senior harbour board official said.", "senior harbour board official"),
        ("“Go,” a spokeswoman for the harbour board said.", "spokeswoman for the harbour board"),
        ("According to Orla Brandt, the ferry is “a wreck on legs”.", "Orla Brandt"),
        ("The ferry was called “a wreck on legs” by Orla Brandt.", "Orla Brandt"),
        ("The Ledger quoted Orla Brandt as saying the ferry was “a wreck on legs”.", "Orla Brandt"),
        ("Orla Brandt was quoted by the Ledger as saying the ferry was “a wreck on legs”.", "Orla Brandt"),
        ("Orla Brandt told Ilo Okafor that the ferry was “a wreck on legs”.", "Orla Brandt"),
        ("Orla Brandt has that the ferry is “a wreck on legs”.", "Orla Brandt"),
        ("Ilo Okafor said Orla Brandt’s use of the word “wreck” was unfair.", "Orla Brandt"),
        ("Orla Brandt has “firmly and finally” rejected the offer.", "Orla Brandt"),
        ("The ferry is “a wreck on legs”, Orla Brandt has said.", "Orla Brandt"),
        ("Passengers met the news with “a mixture of joy and despair”.", None),
    ],
)
def test_the_speaker_is_found_where_grammar_puts_them(text: str, speaker: str | None) -> None:
    assert [found for _, found in said(text)] == [speaker]


@pytest.mark.parametrize(
    ("headline", "speaker"),
    [
        ("Ferry ‘a wreck’: Brandt", "Orla Brandt"),
        ("Brandt: ‘The ferry is a wreck’", "Orla Brandt"),
        ("Brandt on the ferry: ‘It is a wreck’", "Orla Brandt"),
        ("Ferry ‘a wreck’, Brandt says", "Orla Brandt"),
        ("Brandt says ferry ‘a wreck’", "Orla Brandt"),
        ("Ferry ‘a wreck’, says mayor", "Orla Brandt"),
        ("‘It is a wreck’: islanders react to ferry plan", None),
    ],
)
def test_headlines_name_the_speaker_in_their_own_forms(headline: str, speaker: str | None) -> None:
    (quotation, *_) = quotations("Mayor Orla Brandt spoke on the quay.", headline=headline)
    assert (quotation.kind, quotation.speaker, quotation.place.block) == ("headline", speaker, None)


def test_pronouns_agree_with_whom_they_mean() -> None:
    found = said(
        "Mayor Anna Brandt met Governor Peter Okafor at the quay.",
        "“It is a start,” she said.",
        "“It is,” he said.",
    )
    assert [speaker for _, speaker in found] == ["Anna Brandt", "Peter Okafor"]


def test_it_means_the_body_that_spoke() -> None:
    found = said(
        "The Harbour Board said in a statement that Mayor Anna Brandt was right.", "“We agree,” it added."
    )
    assert found == [("We agree,", "Harbour Board")]


def test_a_statement_speaks_for_who_made_it() -> None:
    found = said(
        "The Harbour Board has closed the quay, it said.", "“The quay is closed,” the statement said."
    )
    assert found == [("The quay is closed,", "Harbour Board")]


def test_a_role_is_whoever_holds_it() -> None:
    found = said("The mayor, Anna Brandt, opened the quay.", "“At last,” the mayor said.")
    assert found == [("At last,", "Anna Brandt")]


def test_an_unnamed_role_keeps_its_first_words() -> None:
    found = said("“Yes,” a spokesman for the Harbour Board said.", "“No,” the spokesman added.")
    assert [speaker for _, speaker in found] == ["spokesman for the Harbour Board"] * 2


def test_a_split_quotation_is_one_group() -> None:
    first, second = quotations("“We will go,” Anna Brandt said. “We have no choice.”")
    assert (first.speaker, second.speaker) == ("Anna Brandt", "Anna Brandt")
    assert (first.attribution, second.attribution) == ("explicit", "continued")
    assert first.group == second.group is not None


def test_a_later_paragraph_names_the_speaker_of_all() -> None:
    found = quotations("“We will go.", "“We have no choice.", "“It is late,” Anna Brandt said.")
    assert [q.speaker for q in found] == ["Anna Brandt"] * 3
    assert len({q.group for q in found}) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “widow maker” opened at noon, Anna Brandt said.",
        "The exercise, dubbed “Long Tide”, ended, Anna Brandt said.",
        "Anna Brandt saw the film “Salt” twice.",
        "Anna “Ace” Brandt scored twice.",
        "It was a rather “special” day.",
    ],
)
def test_marks_that_keep_a_distance_are_nobodys_statement(text: str) -> None:
    (quotation,) = quotations(text)
    assert (quotation.kind, quotation.speaker) == ("scare", None)


def test_a_nested_quotation_has_a_speaker_of_its_own() -> None:
    outer, inner = quotations("“Okafor told me ‘never again’,” Anna Brandt said.", "Ilo Okafor left.")
    assert (outer.kind, outer.speaker) == ("direct", "Anna Brandt")
    assert (inner.kind, inner.speaker) == ("nested", "Ilo Okafor")


def test_a_blockquote_is_a_statement_of_whoever_leads_up_to_it() -> None:
    blocks: tuple[Block, ...] = (Paragraph("Anna Brandt said:"), Blockquote("Go home."), Blockquote("Sleep."))
    first, second = quote([Update(None, blocks)])[0].quotations
    assert (first.text, first.kind, first.speaker) == ("Go home.", "direct", "Anna Brandt")
    assert (second.speaker, second.group) == ("Anna Brandt", first.group)


def test_captions_are_left_alone() -> None:
    blocks: tuple[Block, ...] = (Caption("“Go,” said Anna Brandt."),)
    assert quote([Update(None, blocks)])[0].quotations == ()


def test_embedded_posts_are_statements_of_their_authors() -> None:
    update = Update(None, (Embed("We sail at dawn.", author="Anna Brandt"), Embed("Fair winds.")))
    named, unnamed = quote([update])[0].quotations
    assert (named.text, named.speaker, named.attribution) == ("We sail at dawn.", "Anna Brandt", "embed")
    assert unnamed.speaker is None


@pytest.mark.parametrize(
    "unit",
    [
        "“Yes,” said Anna Brandt. ",
        "Anna Brandt said he said she said it said “a” and “b” but “c”. ",
        "saying ",
        "also ",
        "“",
        "‘a ",
        "s’ ",
        "Anna Brandt, the mayor, who was there, ",
        "A B C D E F G ",
        "cited him ",
        "the minister, ",
        "Orla and ",
        "Board of Trade and ",
        "Orla & ",
        "Orla Brandt who was there ",
        "with Orla saying ",
        "rejected claims that ",
        "the Italian ",
    ],
)
def test_time_grows_no_faster_than_the_text(unit: str) -> None:
    def seconds(count: int) -> float:
        update = Update(None, tuple(Paragraph(unit * 300) for _ in range(count)))
        start = time.process_time()
        quote([update])
        return time.process_time() - start

    seconds(1)
    assert seconds(8) < 24 * max(seconds(1), 0.01)
