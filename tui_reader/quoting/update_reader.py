"""The quotations of one update, read from its headline to its last block.

Each quotation becomes a draft first: later paragraphs may still name the speaker of an earlier one, when a
quotation runs over several of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from tui_reader.news import Attribution, Blockquote, Kind, Paragraph, Place, Quotation, Update
from tui_reader.quoting.attribution import (
    Choice,
    choose,
    is_adjacent,
    is_framed,
    is_short,
    is_title,
    is_utterance,
    keeps_distance,
    leads_on,
)
from tui_reader.quoting.cues import Act, main_subject
from tui_reader.quoting.headlines import headline_speaker
from tui_reader.quoting.lexicon import Lexicon
from tui_reader.quoting.marks import Marked, scan, scan_paragraphs
from tui_reader.quoting.passages import Passage, read_passage
from tui_reader.quoting.people import People
from tui_reader.quoting.phrases import runs_in, written
from tui_reader.quoting.references import Discourse, Reference
from tui_reader.quoting.tokens import Sentence

CONFIDENCE = 0.5
"""A speaker less certain than this is not named."""

_RUNS_ON = 0.95  # the marks say that a quotation goes on
_GOES_ON = 0.93  # the rest of a split quotation
_NEXT_PARAGRAPH = 0.8
_AFTER_ACT = 0.8  # words of their own behind "X was quick to respond."
_AFTER_SUBJECT = 0.6  # words of their own behind a sentence about somebody
_BLOCKQUOTE = 0.85


@dataclass(slots=True)
class _Draft:
    block: int | None
    start: int
    end: int
    kind: Kind
    reference: Reference | None = None
    cue: str | None = None
    attribution: Attribution | None = None
    confidence: float = 0.0
    group: int | None = None
    is_closed: bool = True
    act: Act | None = None

    def attribute(
        self, reference: Reference | None, how: Attribution, confidence: float, cue: str | None
    ) -> None:
        if reference is not None:
            self.reference, self.cue = reference, cue
            self.attribution, self.confidence = how, confidence * reference.confidence


class UpdateReader:
    """Reads one update against the people of its live blog."""

    def __init__(
        self, update: Update, number: int, people: People, lexicon: Lexicon, bodies: dict[frozenset[str], str]
    ) -> None:
        self._update = update
        self._lexicon = lexicon
        self._discourse = Discourse(number, people, lexicon, bodies)
        self._drafts: list[_Draft] = []
        self._last: _Draft | None = None  # the last quotation that is not nested
        self._groups = 0
        self._spoke: Reference | None = None  # who spoke in the last sentence that quotes nothing
        self._introduced: Reference | None = None  # who spoke in the last sentence
        self._about: Reference | None = None  # who the last sentence was about

    def read(self) -> tuple[Quotation, ...]:
        """All quotations, in reading order."""
        headline = self._update.headline or ""
        spans = scan(headline)
        for kind, blocks in groupby(enumerate(self._update.blocks), key=lambda b: b[1].kind):
            if kind == "paragraph":
                self._read_paragraphs([(n, b) for n, b in blocks if isinstance(b, Paragraph)])
            elif kind == "blockquote":
                for n, block in blocks:
                    if isinstance(block, Blockquote):
                        self._read_blockquote(n, block)
        self._read_headline(headline, spans)
        self._drafts.sort(key=lambda d: (-1 if d.block is None else d.block, d.start, -d.end))
        return tuple(self._finished(draft) for draft in self._drafts)

    def _read_paragraphs(self, blocks: Sequence[tuple[int, Paragraph]]) -> None:
        found = scan_paragraphs([block.text for _, block in blocks])
        for at, ((number, block), spans) in enumerate(zip(blocks, found, strict=True)):
            passage = read_passage(block.text, 0, len(block.text), spans, None, self._lexicon)
            self._read_passage(number, block.text, spans, passage, follows=at > 0)

    def _read_passage(
        self, block: int, text: str, spans: Sequence[Marked], passage: Passage, *, follows: bool
    ) -> None:
        for n, (sentence, acts) in enumerate(zip(passage.sentences, passage.acts, strict=True)):
            self._discourse.begin_sentence()
            references = self._references(passage, sentence, acts, block)
            quoted = [t for t in range(sentence.first, sentence.last) if passage.tokens[t].kind == "quoted"]
            is_alone = all(t.kind != "word" for t in passage.tokens[sentence.first : sentence.last])
            for token in quoted:
                span = spans[passage.tokens[token].quoted]
                draft = _Draft(block, span.start, span.end, "partial", is_closed=span.is_closed)
                choice = choose(passage.tokens, acts, token, self._lexicon)
                self._attribute(draft, choice, references)
                inner = text[span.start : span.end]
                is_whole = is_utterance(passage.tokens, token, inner, not span.is_closed) or (
                    is_framed(choice) and inner[:1].isupper() and " " in inner
                )
                if draft.reference is None or not span.is_opened or self._runs_on(draft, span):
                    self._continue(draft, span, is_alone and is_whole, follows and n == 0)
                self._join_split(draft, choice, passage, token)
                self._settle_kind(draft, passage, sentence, token, text, is_whole, choice)
                self._drafts.append(draft)
                self._last = draft
                self._read_nested(block, text, spans, passage.tokens[token].quoted, draft)
            self._note_sentence(references, acts, bool(quoted))

    def _references(
        self, passage: Passage, sentence: Sentence, acts: Sequence[Act], block: int | None
    ) -> dict[int, Reference | None]:
        """Who each act's speaker is, by the identity of its phrase; the sentence's subject is remembered too."""
        found: dict[int, Reference | None] = {}
        subject = main_subject(passage.tokens, sentence, self._lexicon)
        starts = {act.speaker.start for act in acts if act.speaker}
        self._about = None
        if subject is not None and subject.start not in starts:
            self._about = self._discourse.resolve(subject, block)
            self._discourse.remember(self._about)
        for act in acts:
            if act.speaker is None or id(act.speaker) in found:
                continue
            reference = self._discourse.resolve(act.speaker, block)
            found[id(act.speaker)] = reference
            self._discourse.heard(reference)
        self._mention_bodies(passage, sentence, block)
        return found

    def _mention_bodies(self, passage: Passage, sentence: Sentence, block: int | None) -> None:
        tokens = passage.tokens
        for run in runs_in(tokens, sentence.first, sentence.last, self._lexicon):
            if run.is_body:
                place = Place(block, tokens[run.first].start, tokens[run.last - 1].end)
                self._discourse.mention(written(tokens, run.first, run.last), place)

    def _note_sentence(
        self, references: dict[int, Reference | None], acts: Sequence[Act], has_quotation: bool
    ) -> None:
        speakers = [
            references.get(id(act.speaker)) for act in acts if act.strength == "speech" and act.speaker
        ]
        self._introduced = next((r for r in speakers if r is not None), None)
        self._spoke = self._introduced if not has_quotation else None
        if self._about is None:
            self._about = next((r for r in references.values() if r is not None), None)

    def _attribute(
        self, draft: _Draft, choice: Choice | None, references: dict[int, Reference | None]
    ) -> None:
        if choice is None or choice.act.speaker is None:
            return
        reference = references.get(id(choice.act.speaker))
        how: Attribution = "pronoun" if reference and reference.means == "pronoun" else "explicit"
        draft.attribute(reference, how, choice.confidence, choice.act.cue or None)
        draft.act = choice.act

    def _runs_on(self, draft: _Draft, span: Marked) -> bool:
        last = self._last
        return last is not None and not last.is_closed and last.block != draft.block and span.start <= 2

    def _continue(self, draft: _Draft, span: Marked, is_alone: bool, is_first: bool) -> None:
        """Give the quotation the speaker of what it goes on from."""
        last = self._last
        if last is not None and (self._runs_on(draft, span) or not span.is_opened):
            self._run_on(draft, last)
        elif not is_alone or draft.reference is not None:
            return
        elif last is not None and last.block == draft.block and last.reference is not None:
            self._follow(draft, last, _GOES_ON)
        elif self._spoke is not None:
            draft.attribute(self._spoke, "continued", _AFTER_ACT, None)
        elif is_first and last is not None and last.block == (draft.block or 0) - 1 and last.reference:
            self._follow(draft, last, _NEXT_PARAGRAPH)
        elif self._about is not None and self._about.is_person:
            draft.attribute(self._about, "continued", _AFTER_SUBJECT, None)

    def _run_on(self, draft: _Draft, last: _Draft) -> None:
        """Both are parts of one quotation; whichever has the surer speaker gives it to the others."""
        self._group(draft, last)
        if draft.reference is None and last.reference is not None:
            draft.attribute(last.reference, "continued", _RUNS_ON * last.confidence, None)
        elif draft.reference is not None:
            for earlier in self._drafts:
                if earlier.group == draft.group and earlier.attribution in (None, "continued"):
                    earlier.attribute(draft.reference, "continued", _RUNS_ON * draft.confidence, None)

    def _follow(self, draft: _Draft, last: _Draft, confidence: float) -> None:
        draft.attribute(last.reference, "continued", confidence, None)
        self._group(draft, last)

    def _group(self, draft: _Draft, last: _Draft) -> None:
        if last.group is None:
            self._groups += 1
            last.group = self._groups
        draft.group = last.group

    def _join_split(self, draft: _Draft, choice: Choice | None, passage: Passage, token: int) -> None:
        """“…,” said X, “…”: two parts of one quotation around the same act."""
        last = self._last
        if choice is None or last is None or last.act is not choice.act or last.block != draft.block:
            return
        between = [t for t in range(token) if passage.tokens[t].kind == "quoted"]
        if between and between[-1] < choice.act.first and leads_on(passage.tokens[between[-1]]):
            if passage.tokens[token - 1].text == "," or choice.act.last >= token - 1:
                self._group(draft, last)

    def _settle_kind(
        self,
        draft: _Draft,
        passage: Passage,
        sentence: Sentence,
        token: int,
        text: str,
        is_whole: bool,
        choice: Choice | None,
    ) -> None:
        inner = text[draft.start : draft.end]
        is_own_act = choice is not None and choice.act.last == token - 1
        is_name = is_title(inner) and not is_adjacent(choice)
        is_kept_off = keeps_distance(passage.tokens, sentence.first, token, self._lexicon)
        if not is_own_act and not is_framed(choice) and (is_name or is_kept_off):
            draft.kind, draft.reference, draft.confidence = "scare", None, 0.0
        elif is_whole or draft.group is not None:
            draft.kind = "direct"
        elif draft.reference is None and choice is None and is_short(inner):
            draft.kind = "scare"

    def _read_nested(
        self, block: int | None, text: str, spans: Sequence[Marked], top: int, draft: _Draft
    ) -> None:
        """The quotations within a quotation, whose frame is the outer speaker's own sentence."""
        waiting = [(top, draft.reference, self._discourse)]
        while waiting:
            parent, speaker, around = waiting.pop()
            if not any(span.parent == parent for span in spans):
                continue
            outer = spans[parent]
            passage = read_passage(text, outer.start, outer.end, spans, parent, self._lexicon)
            discourse = around.inside(speaker)
            own, self._discourse = self._discourse, discourse
            for sentence, acts in zip(passage.sentences, passage.acts, strict=True):
                discourse.begin_sentence()
                references = self._references(passage, sentence, acts, block)
                for token in range(sentence.first, sentence.last):
                    number = passage.tokens[token].quoted
                    if number >= 0:
                        nested = _Draft(block, spans[number].start, spans[number].end, "nested")
                        choice = choose(passage.tokens, acts, token, self._lexicon)
                        self._attribute(nested, choice, references)
                        self._drafts.append(nested)
                        waiting.append((number, nested.reference, discourse))
            self._discourse = own

    def _read_blockquote(self, number: int, block: Blockquote) -> None:
        spans = scan(block.text)
        covered = sum(s.outer_end - s.outer_start for s in spans if s.parent is None)
        if 2 * covered > len(block.text):
            passage = read_passage(block.text, 0, len(block.text), spans, None, self._lexicon)
            self._read_passage(number, block.text, spans, passage, follows=True)
            return
        start, end = _stripped(block.text)
        if start >= end:
            return
        draft = _Draft(number, start, end, "direct")
        draft.attribute(self._introduced or self._about, "continued", _BLOCKQUOTE, None)
        self._drafts.append(draft)
        self._last = draft

    def _read_headline(self, headline: str, spans: Sequence[Marked]) -> None:
        if not spans:
            return
        passage = read_passage(headline, 0, len(headline), spans, None, self._lexicon)
        for token in passage.tokens:
            if token.kind == "quoted":
                span = spans[token.quoted]
                draft = _Draft(None, span.start, span.end, "headline")
                found = headline_speaker(passage, token, self._lexicon)
                if found is not None:
                    phrase, cue, confidence = found
                    reference = self._discourse.resolve(phrase, None)
                    draft.attribute(reference, "headline", confidence, cue)
                self._drafts.append(draft)
                self._read_nested(None, headline, spans, token.quoted, draft)

    def _finished(self, draft: _Draft) -> Quotation:
        reference = draft.reference if draft.confidence >= CONFIDENCE else None
        text = self._update.headline or ""
        if draft.block is not None:
            text = self._update.blocks[draft.block].text
        return Quotation(
            text=text[draft.start : draft.end],
            kind=draft.kind,
            place=Place(draft.block, draft.start, draft.end),
            speaker=reference.name if reference else None,
            cue=draft.cue if reference else None,
            attribution=draft.attribution if reference else None,
            evidence=reference.evidence if reference else None,
            confidence=round(draft.confidence, 3),
            group=f"g{draft.group}" if draft.group is not None else None,
        )


def _stripped(text: str) -> tuple[int, int]:
    start = len(text) - len(text.lstrip())
    return start, len(text.rstrip())
