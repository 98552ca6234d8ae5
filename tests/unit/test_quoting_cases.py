import json
import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from tui_reader.news import Block, Blockquote, Paragraph, Quotation, Update
from tui_reader.quoting import quote

CASES = Path(__file__).parents[2] / "fixtures" / "cases" / "quotations"
PATHS = sorted(CASES.glob("*.json"))


@dataclass(frozen=True)
class Wanted:
    update: int
    block: int | None
    start: int
    text: str
    kind: str
    speaker: str | None


def read_block(block: dict[str, str]) -> Block:
    return Blockquote(block["text"]) if block["type"] == "blockquote" else Paragraph(block["text"])


def read_case(path: Path) -> tuple[list[Update], list[str], list[Wanted]]:
    case = json.loads(path.read_text(encoding="utf-8"))
    updates: list[Update] = []
    wanted: list[Wanted] = []
    for number, update in enumerate(case["updates"]):
        blocks: tuple[Block, ...] = tuple(read_block(b) for b in update["blocks"])
        updates.append(Update(update["headline"], blocks))
        wanted += [Wanted(number, **quotation) for quotation in update["quotes"]]
    return updates, case["standfirst"], wanted


def found_in(path: Path) -> dict[tuple[int, int | None, int, str], Quotation]:
    updates, standfirst, _ = read_case(path)
    return {
        (number, q.place.block, q.place.start, q.text): q
        for number, update in enumerate(quote(updates, standfirst))
        for q in update.quotations
    }


def test_there_are_cases_of_many_domains() -> None:
    domains = {json.loads(path.read_text(encoding="utf-8"))["domain"] for path in PATHS}
    assert len(domains) >= 12
    assert sum(len(read_case(path)[2]) for path in PATHS) >= 150


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_every_quotation_is_found_and_nothing_else(path: Path) -> None:
    wanted = {(w.update, w.block, w.start, w.text) for w in read_case(path)[2]}
    assert set(found_in(path)) == wanted


def test_speakers_and_kinds_are_right_above_a_floor(capsys: pytest.CaptureFixture[str]) -> None:
    count: Counter[str] = Counter()
    for path in PATHS:
        found = found_in(path)
        for wanted in read_case(path)[2]:
            quotation = found[wanted.update, wanted.block, wanted.start, wanted.text]
            count["all"] += 1
            count["kind"] += quotation.kind == wanted.kind
            count["right"] += quotation.speaker == wanted.speaker
            count["named"] += quotation.speaker is not None
            count["named right"] += quotation.speaker is not None and quotation.speaker == wanted.speaker
            count["to name"] += wanted.speaker is not None
    precision = count["named right"] / count["named"]
    recall = count["named right"] / count["to name"]
    with capsys.disabled():
        print(f"\n{count['all']} quotations: speakers precision {precision:.3f}, recall {recall:.3f}")  # noqa: T201
    assert precision >= 0.95
    assert recall >= 0.93
    assert count["right"] >= 0.93 * count["all"]
    assert count["kind"] >= 0.97 * count["all"]


@pytest.mark.corpus
def test_the_corpus_is_read_as_its_annotator_read_it() -> None:
    folder = os.environ.get("TUI_READER_CORPUS")
    if not folder:
        pytest.skip("TUI_READER_CORPUS names no folder of real live blogs")
    expected = Path(folder) / "expected"
    pages = [path for path in sorted(expected.glob("*.json")) if path.with_suffix(".quotes.json").exists()]
    assert pages
    for page in pages:
        annotated = json.loads(page.with_suffix(".quotes.json").read_text(encoding="utf-8"))
        check_annotated(json.loads(page.read_text(encoding="utf-8")), annotated)


def check_annotated(page: dict[str, object], annotated: list[dict[str, str | None]]) -> None:
    from tui_reader.news.json_form import from_object

    blog = from_object(page)
    found = [q for update in quote(blog.updates, blog.standfirst) for q in update.quotations]
    body = [a for a in annotated if a["kind"] in ("direct", "partial") and a["where"] == "paragraph"]
    texts = Counter(str(a["text"]).rstrip(",") for a in annotated)
    assert not Counter(q.text.rstrip(",") for q in found) - texts
    speakers = {(q.text.rstrip(","), q.speaker) for q in found if q.place.block is not None}
    spoken = {text for text, _ in speakers}
    recalled = [a for a in body if str(a["text"]).rstrip(",") in spoken]
    right = [a for a in recalled if (str(a["text"]).rstrip(","), a["speaker"]) in speakers]
    assert len(recalled) >= 0.98 * len(body)
    assert len(right) >= 0.92 * len(body)
