"""The quotations of one block of an update: which words they cover, and whose words they are."""

from collections.abc import Iterable, Mapping, Sequence

from tui_reader.app import glyphs
from tui_reader.app.rendering.styled import Mark
from tui_reader.news import Quotation

_OPENING = frozenset("“„«‘‚‹\"'”’「『")
_CLOSING = frozenset("”“»’‘›\"'「」』")
_DOUBTFUL = 0.5  # a speaker less sure than this is called probable
_NO_ROLES: Mapping[str | None, str] = {}


def by_block(quotations: Iterable[Quotation]) -> dict[int | None, list[Quotation]]:
    """The statements of an update by the block they stand in, None for the headline.

    Left out are marks of distance, nobody's statement, and a post as a whole, which shows its author.
    """
    grouped: dict[int | None, list[Quotation]] = {}
    for quotation in quotations:
        if quotation.kind != "scare" and quotation.attribution != "embed":
            grouped.setdefault(quotation.place.block, []).append(quotation)
    return grouped


def quotation_marks(
    text: str,
    quotations: Iterable[Quotation],
    role: str = "quotation",
    speakers: Mapping[str | None, str] = _NO_ROLES,
) -> list[Mark]:
    """A role over every quotation of a block, its quotation marks included; over it the speaker's role."""
    marks: list[Mark] = []
    for quotation in quotations:
        start, end = quotation.place.start, quotation.place.end
        start -= 0 < start <= len(text) and text[start - 1] in _OPENING
        end += 0 <= end < len(text) and text[end] in _CLOSING
        marks.append(Mark(start, end, role))
        if quotation.speaker in speakers:
            marks.append(Mark(start, end, speakers[quotation.speaker]))
    return marks


def speaker_note(quotations: Sequence[Quotation]) -> str:
    """Who speaks in a block: "— Ada Lorne · unattributed"; empty where the block itself says it."""
    names = _names(quotations)
    return f"{glyphs.DASH} {glyphs.SEPARATOR.join(names)}" if names else ""


def name_marks(quotations: Sequence[Quotation], speakers: Mapping[str | None, str]) -> list[Mark]:
    """The speakers' roles over their names in the note."""
    marks: list[Mark] = []
    start, end = 0, len(glyphs.DASH) + 1
    for name, speaker in _names(quotations).items():
        end += len(name)
        if speaker in speakers:
            marks.append(Mark(start, end, speakers[speaker]))
        start = end = end + len(glyphs.SEPARATOR)
    return marks


def is_unattributed(quotations: Sequence[Quotation]) -> bool:
    """Whether nothing in a block has a known speaker."""
    return all(quotation.speaker is None for quotation in quotations)


def goes_on(quotations: Sequence[Quotation], following: Sequence[Quotation]) -> bool:
    """Whether the next block goes on with the last quotation of this one, by the same speaker alone."""
    groups = {quotation.group for quotation in _outermost(quotations)[-1:]} - {None}
    return any(quotation.group in groups for quotation in following) and speaker_note(
        quotations
    ) == speaker_note(following)


def _outermost(quotations: Sequence[Quotation]) -> list[Quotation]:
    return [quotation for quotation in quotations if quotation.kind != "nested"]


def _names(quotations: Sequence[Quotation]) -> dict[str, str | None]:
    """The speakers of a block as the note names them, each with the full name."""
    return {
        shown_name(quotation): quotation.speaker
        for quotation in _outermost(quotations)
        if quotation.attribution != "headline"
    }


def shown_name(quotation: Quotation) -> str:
    """The speaker's name, and how sure that is."""
    if quotation.attribution == "corrected":
        return f"{quotation.speaker or 'unattributed'} (corrected)"
    if quotation.speaker is None:
        return "unattributed"
    return f"probably {quotation.speaker}" if quotation.confidence < _DOUBTFUL else quotation.speaker
