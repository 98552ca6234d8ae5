"""Web addresses: made absolute, and what they tell about posts on social networks."""

import re
from urllib.parse import parse_qs, urljoin, urlsplit

from tui_reader.reading.losses import note_loss
from tui_reader.reading.markup.names import names

_MAX_LENGTH = 2_000
_INLINE = re.compile(r"\s{0,99}(?:data|javascript|blob|about):", re.I)
_HANDLE = re.compile(r"/@?([\w.-]{1,60})/(?:status(?:es)?|post|video)/", re.ASCII)
_SOCIAL = names(
    "twitter.com x.com instagram.com facebook.com fb.watch tiktok.com bsky.app threads.net threads.com"
    " t.me telegram.me vk.com weibo.com reddit.com linkedin.com youtube.com youtu.be truthsocial.com"
    " mastodon.social vimeo.com"
)
_POST_PATH = re.compile(
    r"/(?:status(?:es)?|posts?|p|reel|reels|videos?|watch|shorts|photos?|permalink|comments|embed|plugins)(?:[/.?]|$)"
    r"|^/[\w.-]{1,60}/\d+$|^/[\w-]{6,20}$",
    re.ASCII,
)


def absolute(url: str | None, base: str | None) -> str | None:
    """The address as `http(s)://...`, None where it is of another kind, too long, or cannot be understood."""
    if not url or _INLINE.match(url):
        return None
    if len(url) > _MAX_LENGTH:
        note_loss(f"an address of more than {_MAX_LENGTH:,} characters was left out")
        return None
    try:
        joined = urljoin(base or "", url.strip())
        parts = urlsplit(joined)
    except ValueError:
        return None
    return joined if parts.scheme in ("http", "https") and parts.netloc else None


def host(url: str) -> str:
    """The name of the site an address leads to, without "www."."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def same_site(url: str, other: str) -> bool:
    """Whether two addresses belong to one publisher's domain, as far as their names tell."""
    return _domain(host(url)) == _domain(host(other))


def _domain(name: str) -> list[str]:
    """The last labels of a name: three where the second last is short, as in "co.uk", else two."""
    labels = name.split(".")
    return labels[-3:] if len(labels) > 2 and len(labels[-2]) <= 3 else labels[-2:]


def is_post(url: str | None) -> bool:
    """Whether an address is that of one post or video on a social network."""
    if not url:
        return False
    name = host(url)
    return any(name == site or name.endswith(f".{site}") for site in _SOCIAL) and bool(
        _POST_PATH.search(urlsplit(url).path)
    )


def post_address(url: str) -> str:
    """The address of a post itself, from that of its embedded player or of a tracked link to it."""
    parts = urlsplit(url)
    name, query = (
        host(url),
        parse_qs(parts.query, max_num_fields=50) if len(parts.query) < _MAX_LENGTH else {},
    )
    identifier = parts.path.rstrip("/").rpartition("/")[2]
    if name in ("youtube.com", "youtube-nocookie.com") and parts.path.startswith("/embed/"):
        return f"https://www.youtube.com/watch?v={identifier}"
    if name == "platform.twitter.com" and query.get("id"):
        return f"https://twitter.com/i/status/{query['id'][0]}"
    if name == "facebook.com" and query.get("href"):
        return query["href"][0]
    if name == "instagram.com":
        return url.partition("?")[0].removesuffix("embed/").removesuffix("embed").removesuffix("captioned/")
    return url.partition("?ref_src=")[0] if "?ref_src=" in url else url


def handle_in(url: str | None) -> str | None:
    """The account that an address of a post names, with its leading "@"."""
    found = _HANDLE.search(urlsplit(url).path) if url else None
    return f"@{found[1]}" if found and found[1] not in ("i", "profile", "user") else None
