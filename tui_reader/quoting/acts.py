"""An act of speech: a cue with the noun phrase that is its speaker."""

from typing import Literal, NamedTuple, TypeAlias

from tui_reader.quoting.lexicon import Strength
from tui_reader.quoting.phrases import Phrase

ActKind: TypeAlias = Literal["verb", "inverted", "phrase", "colon", "relayed", "missing", "use"]


class Act(NamedTuple):
    """A cue with its speaker.

    Attributes:
        kind: how the two hang together: the speaker before a verb, behind it, after a phrase, before a colon;
            somebody whose words another relays; a verb that was lost; whose word or remark it is.
        first, last: the tokens of the whole of it, from the speaker to the cue or the other way round.
        at: the token of the cue.
        cue: the cue as written, empty where the verb is missing.
        strength: how much the cue says that words follow.
        speaker: the noun phrase; None where the sentence has none.
        is_inherited: the speaker is that of an earlier verb of the sentence.
    """

    kind: ActKind
    first: int
    last: int
    at: int
    cue: str
    strength: Strength
    speaker: Phrase | None
    is_inherited: bool = False
