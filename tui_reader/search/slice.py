"""One slice of the index, as a search reads it."""

from array import array
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Protocol

from tui_reader.search.entries import first_key_of
from tui_reader.search.inflection import beginning, inflections
from tui_reader.search.lexicon import Lexicon, within_one_edit
from tui_reader.search.nodes import Dated, Name
from tui_reader.search.postings import ListedPostings, PostingList, SaidPostings, UnitedPostings
from tui_reader.search.terms import PREFIX_LENGTH, is_whole_word, name_of, name_prefix

_KEPT_LISTS = 32  # posting lists a slice keeps: the words of a query are asked for on every keystroke
_NONE = ListedPostings(())


class SliceFiles(Protocol):
    """What a slice reads from its files, in terms of its own documents."""

    numbers: "array[int]"
    order_keys: "array[int]"
    is_older: bool

    def lengths(self) -> "array[int]":
        """How much all words of each document weigh."""
        ...

    def lexicon(self) -> Lexicon:
        """All terms of the text."""
        ...

    def document_frequency(self, field: str, term: str) -> int:
        """How many documents hold the term, deleted ones included."""
        ...

    def terms_from(self, field: str, prefix: str) -> Iterator[str]:
        """The terms that begin with the prefix, in code point order."""
        ...

    def postings(self, field: str, term: str) -> PostingList | None:
        """The documents that hold a term, None when none does."""
        ...

    def close(self) -> None:
        """Close the files."""
        ...


class Slice:
    """The terms of up to 50,000 updates, documents numbered from the oldest to the newest.

    Attributes:
        count: how many documents there are, deleted ones included.
        numbers: the library's row number of each document.
        order_keys: the order key of each, ascending.
        deleted: the documents that are no more.
        is_older: written by an earlier version, which made other terms of pairs and of what is quoted.
    """

    def __init__(self, files: SliceFiles, deleted: Iterable[int]) -> None:
        self._files = files
        self.numbers = files.numbers
        self.order_keys = files.order_keys
        self.count = len(self.numbers)
        self.is_older = files.is_older
        self.deleted = frozenset(deleted)
        self._inflections: dict[str, list[str]] = {}
        self._lists: OrderedDict[tuple[str, ...], PostingList] = OrderedDict()

    def close(self) -> None:
        """Close the files."""
        self._files.close()

    @cached_property
    def lengths(self) -> "array[int]":
        """How much all words of each document weigh."""
        return self._files.lengths()

    @cached_property
    def average_length(self) -> float:
        """How much all words of a document weigh on average; at least 1."""
        return max(1.0, sum(self.lengths) / max(1, self.count))

    def dated(self, dates: Dated) -> range:
        """The documents from the first to the last of these days; unknown dates may be among them."""
        low = 0 if dates.first is None else self._since(dates.first)
        high = self.count if dates.last is None else self._since(dates.last + 1)
        return range(low, max(low, high))

    @cached_property
    def undated(self) -> range:
        """The documents of unknown date."""
        return range(self._since(0), self._since(1))

    def _since(self, day: int) -> int:
        return bisect_left(self.order_keys, first_key_of(day))

    @cached_property
    def lexicon(self) -> Lexicon:
        """All terms of the text."""
        return self._files.lexicon()

    def postings(self, field: str, term: str) -> PostingList:
        """The documents that hold a term; the field "said" is the text within quotations."""
        return self._kept((field, term), lambda: self._read(field, term) or _NONE)

    def _read(self, field: str, term: str) -> PostingList | None:
        if field != "said":
            return self._files.postings(field, term)
        found = self._files.postings("text", term)
        return found and SaidPostings(found)

    def prefixed(self, field: str, prefix: str) -> PostingList:
        """The documents with a term that begins so."""
        if field == "text" and len(prefix) <= PREFIX_LENGTH:
            return self.postings("prefix", prefix)
        return self._kept(
            (field, "prefix", prefix), lambda: self._union(field, self._terms_from(field, prefix))
        )

    def _terms_from(self, field: str, prefix: str) -> Iterable[str]:
        return self._files.terms_from(field, prefix) if field == "name" else self.lexicon.starting(prefix)

    def inflected(self, field: str, word: str) -> PostingList:
        """The documents with the word or an inflection of it."""
        return self._kept(
            (field, "inflected", word),
            lambda: _united([self.postings(field, term) for term in {word, *self.inflections(word)}]),
        )

    def inflections(self, word: str) -> list[str]:
        """The terms of the text that are inflections of the word, itself included."""
        if word not in self._inflections:
            if len(self._inflections) > _KEPT_LISTS:
                self._inflections.clear()
            self._inflections[word] = inflections(word, self.lexicon.starting(beginning(word)))
        return self._inflections[word]

    def similar(self, field: str, word: str) -> PostingList:
        """The documents with the word or one that is a letter off."""
        return self._kept(
            (field, "similar", word),
            lambda: self._union(field, within_one_edit(self.lexicon.words, word)),
        )

    def named(self, name: Name) -> PostingList:
        """The documents with a name that holds the words."""
        prefix = name_prefix(name.field, " ".join(name.words.words))
        is_prefix = name.words.is_prefix
        terms = self._files.terms_from("name", prefix)
        return self._kept(
            ("name", str(is_prefix), prefix),
            lambda: self._union("name", (term for term in terms if is_prefix or is_whole_word(term, prefix))),
        )

    def names(self, field: str, beginning: str) -> Iterator[tuple[str, int]]:
        """The names with a word that begins so, as written, and how many documents hold each."""
        for term in self._files.terms_from("name", name_prefix(field, beginning)):
            yield name_of(term), self.document_frequency("name", term)

    def _kept(self, key: tuple[str, ...], find: Callable[[], PostingList]) -> PostingList:
        if key in self._lists:
            self._lists.move_to_end(key)
        else:
            self._lists[key] = find()
            if len(self._lists) > _KEPT_LISTS:
                self._lists.popitem(last=False)
        return self._lists[key]

    def _union(self, field: str, terms: Iterable[str]) -> PostingList:
        lists = [found for term in terms if (found := self._read(field, term))]
        if len(lists) == 1:
            return lists[0]
        documents = {document for found in lists for document in found.between(0, self.count)}
        return ListedPostings(array("I", sorted(documents)))

    def document_frequency(self, field: str, term: str) -> int:
        """How many documents hold the term, deleted ones included; of a quoted one, at most so many."""
        return self._files.document_frequency("text" if field == "said" else field, term)


def _united(lists: list[PostingList]) -> PostingList:
    return lists[0] if len(lists) == 1 else UnitedPostings(lists)
