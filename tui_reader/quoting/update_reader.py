"""The quotations of one update, read from its first block to its last, then its headline."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from tui_reader.news import Attribution, Blockquote, Paragraph, Quotation, Update
from tui_reader.quoting.acts import Act
from tui_reader.quoting.attribution import (
    INSERTED,
    Choice,
    choose,
    is_framed,
    is_inserted,
    is_short,
    is_utterance,
    keeps_off,
    leads_on,
)
from tui_reader.quoting.clauses import Clause
from tui_reader.quoting.cues import COLONS, acts_in, addressee_of
from tui_reader.quoting.drafts import Draft, Drafts
from tui_reader.quoting.echoes import echo, recall
from tui_reader.quoting.frames import Frame, References
from tui_reader.quoting.headlines import headline_speaker
from tui_reader.quoting.lexicon import Lexicon
from tui_reader.quoting.memory import Reference, is_surely_person
from tui_reader.quoting.passages import read_passage, scan_blocks
from tui_reader.quoting.phrases import Phrase
from tui_reader.quoting.references import Discourse
from tui_reader.quoting.sentences import Sentence
from tui_reader.quoting.spans import Marked, scan
from tui_reader.quoting.tokens import Tokens

_AFTER_ACT = 0.8  # words of their own behind "X was quick to respond."
_AFTER_SUBJECT = 0.6  # words of their own behind a sentence about somebody
_AFTER_COLON = 0.8  # words of their own behind such a sentence that a colon ends
_UNSAID = 0.8  # whoever spoke last, where a verb of speech has no subject
_BLOCKQUOTE = 0.9  # set apart behind "X said:"
_BLOCKQUOTE_OF_LAST = 0.8  # set apart behind "Here is more of it:"

_SIGNATURE = re.compile(r"[—–]\s?(?P<name>[^@()—–]{1,80}) \(@\w{1,40}\)")
"""What ends a post that was copied as words set apart: "— Ada Lorne (@ada) May 15"."""


class UpdateReader:
    """Reads one update against the people of its live blog."""

    def __init__(
        self, update: Update, discourse: Discourse, tokens: Mapping[str, Tokens], lexicon: Lexicon
    ) -> None:
        """`tokens` holds those of the headline and of each block, by text."""
        self._update = update
        self._lexicon = lexicon
        self._discourse = discourse
        self._tokens = tokens
        self._drafts = Drafts()
        self._introduced: tuple[Reference, str] | None = None  # who spoke in the last sentence, and its cue
        self._about: Reference | None = None  # who the last sentence was about
        self._words: set[str] | None = None  # of all blocks, once they are asked for
        self._last_quoting = -1  # the last block with a quotation
        self._has_quoted = False  # the last sentence quotes somebody
        self._announces = False  # the last paragraph ends with a colon

    def read(self) -> tuple[Quotation, ...]:
        """All quotations, in reading order."""
        headline, blocks = self._update.headline or "", self._update.blocks
        spans = scan_blocks(blocks)
        quoting = [n for n, b in enumerate(blocks) if spans.get(n) or b.kind == "blockquote"]
        self._last_quoting = max(quoting, default=-1)
        for number, block in enumerate(blocks[: self._last_quoting + 1]):
            if isinstance(block, Paragraph):
                self._read_paragraph(number, block.text, spans[number])
            elif isinstance(block, Blockquote):
                self._read_blockquote(number, block)
        echo(self._drafts.all, blocks)
        self._read_headline(headline)
        drafts = sorted(self._drafts.all, key=lambda d: (-1 if d.block is None else d.block, d.start, -d.end))
        return tuple(d.finished(headline if d.block is None else blocks[d.block].text) for d in drafts)

    def _read_paragraph(self, block: int, text: str, spans: Sequence[Marked]) -> None:
        remaining = sum(span.parent is None for span in spans)
        is_last = block == self._last_quoting
        before = self._update.blocks[block - 1].text if block else ""
        self._announces = before.rstrip()[-1:] in COLONS
        for frame in self._frames(block, text, spans, None):
            for token in frame.quoted:
                draft = self._read_quotation(frame, token)
                self._read_nested(block, text, spans, frame.passage.tokens[token].quoted, draft)
            self._resume(frame)
            self._note_sentence(frame)
            remaining -= len(frame.quoted)
            if is_last and not remaining and not self._lexicon.words["resuming_words"]:
                return  # nobody asks for what comes later

    def _resume(self, frame: Frame) -> None:
        """Give the quotations before a sentence like "Lo ha detto Orla Brandt" to whom it names."""
        if frame.quoted or not frame.passage.tokens[frame.sentence.first].has("resuming_words"):
            return
        for act in frame.acts:
            reference = frame.references.get(id(act.speaker))
            if act.strength == "speech" and reference is not None:
                self._drafts.resume(reference, frame.block, act.cue)
                return

    def _frames(
        self, block: int | None, text: str, spans: Sequence[Marked], parent: int | None
    ) -> Iterator[Frame]:
        """The sentences of a paragraph, or of its span `parent`, each once all before it are dealt with."""
        passage = read_passage(text, self._tokens[text], spans, parent, self._lexicon)
        tokens = passage.tokens
        for clause in passage.clauses:
            acts = acts_in(clause)
            references, about = self._references(clause, acts, block)
            sentence = Sentence(clause.first, clause.last)
            quoted = [at for at in range(*sentence) if tokens[at].kind == "quoted"]
            yield Frame(block, text, spans, passage, sentence, acts, references, about, quoted)

    def _read_quotation(self, frame: Frame, token: int) -> Draft:
        tokens = frame.passage.tokens
        span = frame.spans[tokens[token].quoted]
        inner = frame.text[span.start : span.end]
        draft = Draft(frame.block, span.start, span.end, "partial", span.is_closed)
        choice = choose(tokens, frame.acts, token, self._lexicon)
        self._attribute(draft, choice, frame.references)
        if choice is None:
            self._attribute_inside(draft, frame, tokens[token].quoted)
        is_whole = is_utterance(tokens, token, inner, not span.is_closed) or (
            is_framed(choice) and inner[:1].isupper() and " " in inner
        )
        if self._drafts.runs_on(draft, is_opened=span.is_opened):
            self._drafts.run_on(draft)
        elif draft.reference is None and is_whole and frame.is_empty:
            self._continue(draft)
        else:
            self._join_split(draft, choice, frame, token)
        if keeps_off(inner, choice, tokens, frame.sentence.first, token, self._lexicon):
            draft.disown()
        elif is_whole or draft.group is not None:
            draft.kind = "direct"
        elif draft.reference is None and choice is None and is_short(inner):
            draft.disown()
        self._drafts.add(draft)
        return draft

    def _references(
        self, clause: Clause, acts: Sequence[Act], block: int | None
    ) -> tuple[References, Reference | None]:
        """Who each act's speaker is; they and the sentence's subject are remembered for what comes later."""
        found: References = {}
        self._discourse.begin_sentence()
        subject = clause.main_subject()
        about = None
        if subject is not None and all(
            act.speaker is None or act.speaker.start != subject.start for act in acts
        ):
            about = self._discourse.resolve(subject, block)
            self._discourse.remember(about)
        for act in acts:
            if act.speaker is not None and id(act.speaker) not in found:
                addressee = addressee_of(clause, act)
                found[id(act.speaker)] = self._discourse.resolve(act.speaker, block, unlike=addressee)
                self._discourse.heard(found[id(act.speaker)])
        self._discourse.pass_by(clause.tokens, Sentence(clause.first, clause.last), block)
        return found, about

    def _note_sentence(self, frame: Frame) -> None:
        self._has_quoted = bool(frame.quoted)
        self._introduced = None
        announces = frame.passage.tokens[frame.sentence.last - 1].text in COLONS
        for act in reversed(frame.acts) if announces else frame.acts:
            reference = frame.references.get(id(act.speaker))
            if act.strength == "speech" and reference is not None:
                self._introduced = reference, act.cue
                break
        self._about = frame.about or next((r for r in frame.references.values() if r is not None), None)

    def _attribute(self, draft: Draft, choice: Choice | None, references: References) -> None:
        if choice is None:
            return
        if choice.act.speaker is None:
            last = self._discourse.last_speaker()
            is_person = last is not None and last.is_person and is_surely_person(last)
            if choice.act.kind == "inverted" and is_person:
                draft.attribute(last, "pronoun", _UNSAID, choice.act.cue)
            return
        reference = references.get(id(choice.act.speaker))
        how: Attribution = "pronoun" if reference and reference.means == "pronoun" else "explicit"
        draft.attribute(reference, how, choice.confidence, choice.act.cue or None)
        draft.act = choice.act

    def _attribute_inside(self, draft: Draft, frame: Frame, span: int) -> None:
        """Find an attribution that stands between the marks, where a language's custom puts it there."""
        if not self._lexicon.words["inserted_attributions"]:
            return
        passage = read_passage(frame.text, self._tokens[frame.text], frame.spans, span, self._lexicon)
        act = next((act for act in passage.acts() if is_inserted(passage.tokens, act)), None)
        if act is not None and act.speaker is not None:
            choice = Choice(act, INSERTED)
            self._attribute(
                draft, choice, {id(act.speaker): self._discourse.resolve(act.speaker, draft.block)}
            )

    def _continue(self, draft: Draft) -> None:
        """Find the speaker of words that stand alone: who was quoted, spoke or was spoken of before them."""
        last = self._drafts.last
        if last is not None and last.block == draft.block and self._drafts.follow(draft):
            return
        if self._introduced is not None and not self._has_quoted:
            draft.attribute(self._introduced[0], "continued", _AFTER_ACT)
        elif not self._drafts.follow(draft) and (about := self._about) is not None and about.is_person:
            if self._announces:
                draft.attribute(about, "continued", _AFTER_COLON)
            elif is_surely_person(about):
                draft.attribute(about, "continued", _AFTER_SUBJECT)

    def _join_split(self, draft: Draft, choice: Choice | None, frame: Frame, token: int) -> None:
        """Join the two parts of a quotation around one act: “…,” said X, “…”."""
        last, tokens = self._drafts.last, frame.passage.tokens
        if choice is None or last is None or last.act is not choice.act or last.block != draft.block:
            return
        is_next = tokens[token - 1].text == "," or choice.act.last >= token - 1
        earlier = choice.act.first - 1
        while earlier >= frame.sentence.first and tokens[earlier].kind == "mark":
            earlier -= 1
        if is_next and earlier >= 0 and tokens[earlier].kind == "quoted" and leads_on(tokens[earlier]):
            self._drafts.join(draft, last)

    def _read_nested(
        self, block: int | None, text: str, spans: Sequence[Marked], top: int, draft: Draft
    ) -> None:
        """The quotations within a quotation, whose frame is the outer speaker's own sentence."""
        parents = {span.parent for span in spans}
        waiting = [(top, draft.reference, self._discourse)]
        own = self._discourse
        while waiting:
            parent, speaker, around = waiting.pop()
            if parent not in parents:
                continue
            self._discourse = around.inside(speaker)
            for frame in self._frames(block, text, spans, parent):
                for token in frame.quoted:
                    number = frame.passage.tokens[token].quoted
                    nested = Draft(block, spans[number].start, spans[number].end, "nested")
                    choice = choose(frame.passage.tokens, frame.acts, token, self._lexicon)
                    self._attribute(nested, choice, frame.references)
                    self._drafts.all.append(nested)
                    waiting.append((number, nested.reference, self._discourse))
        self._discourse = own

    def _read_blockquote(self, number: int, block: Blockquote) -> None:
        """Words set apart: read as a paragraph where marks hold most of them, else all one quotation."""
        text = block.text
        if (signature := _SIGNATURE.match(text)) is not None:
            self._drafts.sign(
                self._discourse.named(signature["name"], number, signature.span("name")), number
            )
            return
        spans = scan(text)
        if 2 * sum(s.outer_end - s.outer_start for s in spans if s.parent is None) > len(text):
            self._read_paragraph(number, text, spans)
            return
        start, end = len(text) - len(text.lstrip()), len(text.rstrip())
        if start >= end:
            return
        draft, last = Draft(number, start, end, "direct"), self._drafts.last
        before = self._update.blocks[number - 1] if number else None
        if isinstance(before, Blockquote) and last is not None and last.block == number - 1:
            draft.continue_from(last, last.confidence)
            self._drafts.join(draft, last)
        elif self._introduced is None and before is not None and before.text.rstrip().endswith(":"):
            draft.attribute(self._discourse.last_speaker(), "continued", _BLOCKQUOTE_OF_LAST)
        elif self._introduced is not None:
            reference, cue = self._introduced
            how: Attribution = "pronoun" if reference.means == "pronoun" else "explicit"
            draft.attribute(reference, how, _BLOCKQUOTE, cue or None)
        else:
            draft.attribute(self._about, "continued", _AFTER_SUBJECT)
        self._drafts.add(draft)
        whole = Marked(start, start, end, end, "block")
        inner = [span._replace(parent=0 if span.parent is None else span.parent + 1) for span in spans]
        self._read_nested(number, text, [whole, *inner], 0, draft)

    def _is_common_word(self, phrase: Phrase) -> bool:
        """Whether a word that a headline begins with is no name, since a block has it in lower case."""
        word = phrase.words.lower()
        if phrase.kind != "name" or not word.isalpha():
            return False
        if self._words is None:
            tokens = (self._tokens[block.text] for block in self._update.blocks)
            self._words = {token.text for token in chain.from_iterable(tokens)}
        return word in self._words

    def _read_headline(self, headline: str) -> None:
        spans = scan(headline)
        if not spans:
            return
        passage = read_passage(headline, self._tokens[headline], spans, None, self._lexicon)
        for token in passage.tokens:
            if token.kind == "quoted":
                span = spans[token.quoted]
                draft = Draft(None, span.start, span.end, "headline")
                found = headline_speaker(passage, token, self._lexicon)
                if found is not None:
                    phrase, cue, sure = found
                    reference = self._discourse.resolve(phrase, None)
                    is_topic = cue in COLONS and self._is_common_word(phrase)
                    draft.attribute(None if is_topic else reference, "headline", sure, cue)
                recall(draft, headline, self._drafts.all, self._update.blocks)
                self._drafts.all.append(draft)
                self._read_nested(None, headline, spans, token.quoted, draft)
