"""A bookmark of a quotation survives: other rules, edits, removal and a new import."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.archive import Archive
from tui_reader.news import LiveBlog, Paragraph, Place, Quotation, Update
from tui_reader.news.corrections import quotation_ids
from tui_reader.news.json_form import to_object
from tui_reader.news.requoted import found_again
from tui_reader.news.statement import Statement

WORDS = ("river", "dam", "boats", "night", "we", "row", "hold", "never", "gulls", "pier")

utterances = st.lists(st.sampled_from(WORDS), min_size=2, max_size=6).map(" ".join)
paragraphs = st.lists(utterances, min_size=1, max_size=3)


def quoted(texts: list[list[str]]) -> Update:
    """An update in which every utterance is a quotation, and the words between are not."""
    blocks: list[Paragraph] = []
    quotations: list[Quotation] = []
    for number, said in enumerate(texts):
        text = ""
        for words in said:
            text += "She said: “"
            place = Place(number, len(text), len(text) + len(words))
            quotations.append(Quotation(words, "direct", place, speaker="Ada Lorne", group="1"))
            text += f"{words}”. "
        blocks.append(Paragraph(text))
    return Update("Boats", tuple(blocks), quotations=tuple(quotations), id="u")


def requoted(draw: st.DataObject, update: Update, keep: Quotation) -> tuple[Update, Quotation]:
    """The update as other rules quote it: spans cut or widened, speakers and kinds changed, some dropped.

    The quotation to keep keeps most of its words; gives what it has become, too.
    """
    found: list[Quotation] = []
    kept = keep
    for quotation in update.quotations:
        if quotation is not keep and draw.draw(st.booleans(), "dropped"):
            continue
        start = quotation.place.start + draw.draw(st.integers(-1, 1), "start")
        end = quotation.place.end + draw.draw(st.integers(-1, 1), "end")
        text = update.blocks[quotation.place.block or 0].text[start:end]
        place = Place(quotation.place.block, start, end)
        new = replace(
            quotation,
            text=text,
            place=place,
            speaker=draw.draw(st.sampled_from([None, "Bruno Keel"])),
            kind=draw.draw(st.sampled_from(["direct", "partial", "scare"])),
        )
        kept = new if quotation is keep else kept
        found.append(new)
    return replace(update, quotations=tuple(found)), kept


def moved(update: Update, before: int) -> Update:
    """The update with paragraphs added at its beginning."""
    blocks = (*(Paragraph("Something new.") for _ in range(before)), *update.blocks)
    quotations = (
        replace(q, place=replace(q.place, block=(q.place.block or 0) + before)) for q in update.quotations
    )
    return replace(update, blocks=blocks, quotations=tuple(quotations))


@given(st.lists(paragraphs, min_size=1, max_size=4), st.integers(0, 2), st.data())
def test_a_quotation_is_found_again_whatever_the_rules(
    texts: list[list[str]], before: int, draw: st.DataObject
) -> None:
    update = quoted(texts)
    wanted = draw.draw(st.sampled_from(update.quotations))
    wanted_id = quotation_ids(update)[update.quotations.index(wanted)]
    anew, become = requoted(draw, update, wanted)
    anew = moved(anew, before)
    now = found_again(wanted_id, update, anew)
    assert now is not None
    found = anew.quotations[quotation_ids(anew).index(now)]
    other_place = found.place != replace(become.place, block=(become.place.block or 0) + before)
    if other_place:  # then the same words stand there too: the reader cannot tell the difference
        assert wanted.text[1:-1] in found.text


@given(st.lists(paragraphs, min_size=1, max_size=3), st.data())
def test_what_is_no_quotation_any_more_is_not_mistaken(texts: list[list[str]], draw: st.DataObject) -> None:
    update = quoted(texts)
    wanted = draw.draw(st.sampled_from(update.quotations))
    wanted_id = quotation_ids(update)[update.quotations.index(wanted)]
    others = tuple(q for q in update.quotations if q.text not in wanted.text and wanted.text not in q.text)
    assert found_again(wanted_id, update, replace(update, quotations=others)) is None


def test_edited_words_are_found_by_what_is_left_of_them() -> None:
    before, after = quoted([["we row at dawn"]]), quoted([["gulls"], ["we row at dawn, all of us"]])
    (wanted,) = quotation_ids(before)
    assert found_again(wanted, before, after) == quotation_ids(after)[1]


SPOKEN = "“We row at dawn,” said Ada Lorne. “The dam holds,” said Bruno Keel."


def import_blog(archive: Archive, folder: Path, *texts: str) -> str:
    update = Update("Boats wait", tuple(map(Paragraph, texts)), source_id="1")
    blog = LiveBlog("Harbour strike", (update,), publisher="Lorne Post", url="https://lorne.example/strike")
    export = {"format": "tui-reader", "version": 1, "live_blogs": [to_object(blog)]}
    (folder / "export.json").write_text(json.dumps(export))
    assert not archive.import_([str(folder / "export.json")]).refused
    return archive.everything().rows(0, 1)[0].update_id


def bookmarked(archive: Archive, update_id: str) -> list[str]:
    """The words of the update's quotations that bear a bookmark."""
    view = archive.update(update_id)
    assert view is not None
    texts = dict(zip(quotation_ids(view.update), (q.text for q in view.update.quotations), strict=True))
    return [texts[i] for i in view.bookmarks if i]


@pytest.mark.parametrize("texts", [(SPOKEN,), ("New.", SPOKEN), (f"{SPOKEN} “We mean it,” she said.",)])
def test_a_bookmark_of_a_quotation_survives(tmp_path: Path, texts: tuple[str, ...]) -> None:
    with Archive(tmp_path / "data") as archive:
        update_id = import_blog(archive, tmp_path, SPOKEN)
        view = archive.update(update_id)
        assert view is not None
        archive.marks.annotate(update_id, "Ask her.", ["boats"], quotation_ids(view.update)[0])
        assert bookmarked(archive, update_id) == ["We row at dawn,"]
        import_blog(archive, tmp_path, *texts)
        assert bookmarked(archive, update_id) == ["We row at dawn,"]
        assert archive.everything().rows(0, 1)[0].is_bookmarked
        archive.catch_up_index()
        assert archive.search("is:bookmarked tag:boats has:note").count == 1
    (tmp_path / "data" / "library.db").unlink()
    with Archive(tmp_path / "data") as archive:
        assert bookmarked(archive, update_id) == ["We row at dawn,"]
        (bookmark,) = archive.marks.bookmarks()
        assert isinstance(bookmark.cited, Statement)
        assert (bookmark.cited.quotation.speaker, bookmark.cited.source.publisher) == (
            "Ada Lorne",
            "Lorne Post",
        )
        import_blog(archive, tmp_path, *texts)
        assert bookmarked(archive, update_id) == ["We row at dawn,"]
        archive.marks.set_bookmark(update_id, False, quotation_ids(bookmark.update)[0])
        assert archive.marks.bookmarks() == []
