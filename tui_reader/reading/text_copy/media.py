"""Captions, interactives and posts: what a copied page leaves of pictures, graphics and embeds."""

import re
from dataclasses import dataclass

from tui_reader.news import Caption, Embed, Interactive
from tui_reader.reading.text_copy.names import is_name
from tui_reader.reading.text_copy.wording import Wording

_LONGEST_CREDIT = 120
_COLON = r"(?: ?[:\uff1a]|\.{3}|…)"
_BRACKETED = re.compile(r" ?[\[(\uff08]([^\[\]()\uff08\uff09]{2,100})[\])\uff09]\.?\Z")
_COPYRIGHT = re.compile(r" ?(?:©|\(c\)) ?([^©.]{2,100})\Z", re.I)
_CAPITAL_AGENCY = re.compile(
    r"(?<=[.!?]) ?([A-Z]{2,15}(?: [A-Z]{2,15})?/[^\d/.]{2,60}|[^\d/.]{2,60}/[A-Z]{2,15}"
    r"|[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ .'’-]{1,50}/[A-ZÀ-ÖØ-Þ .'’-]{2,60})\Z"
)
_SLASHED = re.compile(r"[^/\d]{2,50}/[^/\d]{2,50}(?:/[^/\d]{2,50})?\Z")

_HANDLE = r"@\w{1,30}"
_SIGNATURE = re.compile(
    r"(?P<text>.{0,2000}?)(?:^|\s)[—–―-]{1,2} ?(?P<author>[^—–@(]{1,80}?) ?"
    rf"\((?P<handle>{_HANDLE})\) ?[,·]? ?(?P<date>.{{0,40}})\Z"
)
_SHARED = re.compile(
    r"(?:a post shared by|une publication partagée par|ein beitrag geteilt von"
    r"|una publicación compartida (?:de|por)|un post condiviso da"
    r"|uma publicação (?:partilhada|compartilhada) por) "
    rf"(?P<author>.{{1,80}}?) \((?P<handle>{_HANDLE})\)(?P<date>.{{0,40}})\Z",
    re.I,
)
_ADDRESS = re.compile(r"(?:https?://|pic\.twitter\.com/)[!-~]{1,500}")
_TRAILING_ADDRESSES = re.compile(r"(?:\s{0,2}(?:https?://|pic\.twitter\.com/)[!-~]{1,500}){1,8}\Z")

_GLUED = re.compile(
    r"(?:(?<=[^\W\d_A-Z])|(?<=\d{4}))([.!?…’”\"']?)(?=[A-ZÀ-ÖØ-ÞА-ЯІЇЄҐ“‘\"][^\W\d_]{0,30}[ ,])"
)
_SENTENCE_END = re.compile(r"(?<=[^\W\d_A-Z]{3})[.!?] (?=[^\W\d_a-z“‘\"])")
_WORD = re.compile(r"\w{3,}")
# Beginnings of names that hold a capital inside ("MacArthur", "YouTube"): no seam.
_CAMEL = re.compile(
    "(?:Mc|Mac|De|Di|Du|La|Le|Van|Fitz|O|You|Face|Twit|Whats|Tik|Space|Linked|Black|Master|Pay|Fed|Micro|Open"
    "|Deep|Buzz|Wiki|Tele|Chat|Euro|Inter|Trans|North|South|Shutter|Insta|Net|i|e)\\Z"
)


@dataclass(frozen=True, slots=True)
class Signature:
    """Who posted, and when; `text` is the post's end where it shares the line."""

    text: str
    author: str
    handle: str
    date: str


def caption(text: str, wording: Wording) -> Caption | None:
    """The caption that a line is, by the credit at its end; alternative text glued in front is split off."""
    found = _credit(text, wording)
    if found is None:
        return None
    credit, end = found
    alt, words = _split_alternative_text(text[:end].strip())
    return Caption(words, alt, credit)


def caption_of(words: str, wording: Wording) -> Caption:
    """The caption of some words, which may end with a credit."""
    return caption(words, wording) or Caption(words)


def lone_credit(text: str, wording: Wording) -> str | None:
    """The credit that a whole line is ("Photograph: Ada Lorne/Meridian Press")."""
    found = wording.label("credit", rf"{{}}{_COLON} ?(.{{2,100}})\Z").match(text)
    if found and ("/" in found[1] or is_name(found[1])):
        return found[1].rstrip(".")
    found = _COPYRIGHT.match(text)
    return found[1].strip() if found else None


def is_caption_label(text: str, wording: Wording) -> bool:
    """Whether a line only says that the next one is a caption."""
    return wording.label("caption", r"{} ?[,:\uff1a]?\Z").match(text) is not None


def labelled_caption(text: str, wording: Wording) -> tuple[str | None, str | None] | None:
    """Caption or credit, one of them, of a line that says which it is ("Image source, Meridian")."""
    found = wording.label("caption", r"{} ?[,:\uff1a] ?(.{2,1000})\Z").match(text)
    if found:
        return found[1], None
    found = wording.label("caption_credit", r"{} ?[,:\uff1a] ?(.{2,100})\Z").match(text)
    return (None, found[1].rstrip(".")) if found and not found[1].endswith((".", "?", "!")) else None


def interactive(text: str, wording: Wording) -> Interactive | None:
    """The graphic that a line names, None when it names none."""
    found = wording.label("interactive", r"{} ?[-–—:\uff1a|] ?(.{2,300})\Z").match(text)
    if not found:
        return None
    title, credit = found[1], _BRACKETED.search(found[1])
    if credit and credit.start():
        return Interactive(title[: credit.start()], credit[1])
    return Interactive(title)


def signature(text: str) -> Signature | None:
    """The signature under an embedded post: author, account and date."""
    if "@" not in text or len(text) > 2_200:
        return None
    found = _SIGNATURE.match(text) or _SHARED.match(text)
    if not found:
        return None
    own = found.groupdict().get("text") or ""
    return Signature(own.strip(), found["author"].strip(" ,—–-"), found["handle"], found["date"].strip(" ,·"))


def embed(words: str, signed: Signature, wording: Wording, url: str | None = None) -> Embed:
    """The post of some words and its signature; `url` is where the signature leads."""
    text = " ".join(f"{words} {signed.text}".split())
    addresses = _TRAILING_ADDRESSES.search(text, max(0, len(text) - 2000))
    if addresses:
        found = _ADDRESS.findall(addresses[0])
        url = next((a for a in found if a.startswith("http")), f"https://{found[0]}")
        text = text[: addresses.start()].rstrip()
    day = next((date.stated for _, _, date in wording.dates.find(signed.date) if date.stated), None)
    return Embed(text, signed.author, signed.handle, day, url)


def _split_alternative_text(text: str) -> tuple[str | None, str]:
    """A picture's alternative text and its caption, where a copy ran them together; else None and the whole.

    The seam shows as a capital right behind a letter or a full stop; or as a full stop within a caption that
    has none at its own end, or whose two sentences say the same.
    """
    seams = [(m.end(1), m.end(1)) for m in _GLUED.finditer(text) if not _is_camel(text, m.start())]
    sentence = _SENTENCE_END.search(text)
    if sentence:
        first, second = text[: sentence.start()], text[sentence.end() :]
        if not text.endswith((".", "!", "?", "…")) or _say_the_same(first, second):
            seams.append((sentence.start() + 1, sentence.end()))
    for end, start in seams:
        alt, words = text[:end].strip(), text[start:].strip()
        if len(alt.split()) >= 2 and len(words.split()) >= 3:
            return alt, words
    return None, text


def _is_camel(text: str, at: int) -> bool:
    return _CAMEL.match(text[:at].rpartition(" ")[2]) is not None


def _say_the_same(first: str, second: str) -> bool:
    words, again = (set(_WORD.findall(part.casefold())) for part in (first, second))
    return len(words) >= 2 and len(words & again) >= 0.6 * len(words)


def _credit(text: str, wording: Wording) -> tuple[str, int] | None:
    """The credit at the end of a caption, and where the caption ends before it."""
    start = max(0, len(text) - _LONGEST_CREDIT)
    bracketed = _BRACKETED.search(text, start)
    if bracketed and bracketed.start():
        return _bracketed_credit(text, bracketed, wording)
    labelled = wording.label("credit", rf"(?<=[.!?…»”\"'\])–—-]) ?(?<!\w){{}}{_COLON} ?([^:]{{2,80}})\Z")
    found = (
        labelled.search(text, start) or _COPYRIGHT.search(text, start) or _CAPITAL_AGENCY.search(text, start)
    )
    return (found[1].strip().rstrip("."), found.start()) if found and found.start() else None


def _bracketed_credit(text: str, found: re.Match[str], wording: Wording) -> tuple[str, int] | None:
    inside = found[1].strip()
    label = wording.label("credit", rf"{{}}(?:{_COLON} ?| (?=(?-i:[^a-z]))|\. ?)(.{{2,100}})\Z").match(inside)
    if label:
        return label[1], found.start()
    is_square = text[found.start() :].lstrip()[0] == "["
    if is_square and inside[:1].isupper() and len(inside) > 3 and ("/" in inside or is_name(inside)):
        return inside, found.start()
    agencies = (wording.label("agencies", template) for template in (r"(?<!\w){}", r"{}\Z"))
    names_agency = any(agency.search(inside) for agency in agencies)
    if not names_agency and not _SLASHED.match(inside):
        return None
    words, stop, name = text[: found.start()].rpartition(". ")
    if stop and is_name(name):  # "... in the square. Ada Lorne (AFP)"
        return f"{name} ({inside})", len(words) + 1
    return inside, found.start()
