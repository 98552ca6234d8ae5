"""A publisher on the loopback interface: a live blog that grows, and a server that behaves as it is told."""

import gzip
import hashlib
import json
import threading
import time
import zlib
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_START = datetime(2031, 5, 4, 8, 0, tzinfo=UTC)


@dataclass
class Post:
    number: int
    headline: str
    text: str


@dataclass
class Request:
    at: float
    path: str
    headers: dict[str, str]


@dataclass
class Publisher:
    """What the server shows, and how it behaves.

    Attributes:
        posts: the live blog, the oldest post first.
        moods: one for each of the next requests; afterwards all goes well. See `_Handler`.
        requests: every request so far.
        clock: what time requests are noted with.
        address: of the server.
    """

    posts: list[Post] = field(default_factory=list)
    moods: deque[str] = field(default_factory=deque)
    requests: list[Request] = field(default_factory=list)
    clock: Callable[[], float] = time.monotonic
    address: str = ""

    @property
    def url(self) -> str:
        return f"{self.address}/live"

    def publish(self, *headlines: str) -> None:
        for headline in headlines:
            number = 1 + max((post.number for post in self.posts), default=0)
            text = f"The ferry of Lorne reports: {headline.lower()}, as of crossing {number}."
            self.posts.append(Post(number, headline, text))

    def edit(self, headline: str, text: str) -> None:
        next(post for post in self.posts if post.headline == headline).text = text

    def delete(self, headline: str) -> None:
        self.posts = [post for post in self.posts if post.headline != headline]

    def page(self) -> bytes:
        updates = [
            {
                "@type": "BlogPosting",
                "@id": f"{self.url}#post-{post.number}",
                "url": f"{self.url}#post-{post.number}",
                "headline": post.headline,
                "datePublished": (_START + timedelta(minutes=7 * post.number)).isoformat(),
                "articleBody": post.text,
            }
            for post in reversed(self.posts)
        ]
        shown = "".join(
            f"<article><h2>{post.headline}</h2><p>{post.text}</p></article>" for post in reversed(self.posts)
        )
        described = {
            "@context": "https://schema.org",
            "@type": "LiveBlogPosting",
            "headline": "Storm over Lorne",
            "publisher": {"@type": "Organization", "name": "Lorne Post"},
            "liveBlogUpdate": updates,
        }
        return (
            f'<!DOCTYPE html><html lang="en"><head><title>Storm over Lorne</title>'
            f'<link rel="canonical" href="{self.url}">'
            f"</head><body><h1>Storm over Lorne</h1>{shown}"
            f'<script type="application/ld+json">{json.dumps(described)}</script></body></html>'
        ).encode()


class _Handler(BaseHTTPRequestHandler):
    """Each mood of the publisher is a method of its name."""

    protocol_version = "HTTP/1.1"
    publisher: Publisher

    def do_GET(self) -> None:
        publisher = self.publisher
        headers = {name.lower(): value for name, value in self.headers.items()}
        publisher.requests.append(Request(publisher.clock(), self.path, headers))
        mood, _, argument = (
            publisher.moods.popleft() if publisher.moods and self.path == "/live" else "well"
        ).partition(" ")
        if self.path.startswith("/loop"):
            mood = "loop"
        getattr(self, mood)(argument)

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for key, value in ({"Content_Length": str(len(body))} | headers).items():
            self.send_header(key.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def well(self, _: str) -> None:
        page = self.publisher.page()
        etag = f'"{hashlib.sha256(page).hexdigest()[:12]}"'
        is_known = self.headers["If-None-Match"] == etag
        self.answer(304 if is_known else 200, b"" if is_known else page, ETag=etag, Content_Type="text/html")

    def status(self, argument: str) -> None:
        code, _, retry_after = argument.partition(" ")
        self.answer(int(code), b"sorry", **({"Retry_After": retry_after} if retry_after else {}))

    def loop(self, _: str) -> None:
        self.answer(302, Location="/loop")

    def lead(self, argument: str) -> None:
        self.answer(302, Location=argument)

    def stall(self, argument: str) -> None:
        time.sleep(float(argument or 1.2))
        self.close_connection = True

    def drip(self, _: str) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        for _n in range(24):
            self.wfile.write(b"x")
            self.wfile.flush()
            time.sleep(0.05)

    def overstate(self, _: str) -> None:
        page = self.publisher.page()
        self.answer(200, page, Content_Length=str(len(page) + 50), Content_Type="text/html")
        self.close_connection = True

    def understate(self, _: str) -> None:
        page = self.publisher.page()
        self.answer(200, page, Content_Length=str(len(page) // 2), Content_Type="text/html")
        self.close_connection = True

    def bomb(self, _: str) -> None:
        self.answer(200, _bomb(), Content_Encoding="gzip", Content_Type="text/html")

    def pack(self, _: str) -> None:
        page = gzip.compress(self.publisher.page())
        self.answer(200, page, Content_Encoding="gzip", Content_Type="text/html")

    def nothing(self, _: str) -> None:
        """An export without live blogs, which a browser would keep."""
        body = (
            b""
            if self.headers["If-None-Match"]
            else b'{"format": "tui-reader", "version": 1, "live_blogs": []}'
        )
        self.answer(200 if body else 304, body, ETag='"nothing"', Content_Type="application/json")

    def empty(self, _: str) -> None:
        self.answer(200, Content_Type="text/html")

    def hang_up(self, _: str) -> None:
        self.close_connection = True

    def log_message(self, *_: Any) -> None:
        pass


@cache
def _bomb() -> bytes:
    packer = zlib.compressobj(1, wbits=31)
    return b"".join(packer.compress(bytes(1_000_000)) for _ in range(40)) + packer.flush()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, *_: Any) -> None:
        pass


@contextmanager
def publisher_at_work() -> Iterator[Publisher]:
    """A publisher and its server, which listens on 127.0.0.1 alone."""
    publisher = Publisher()
    _bomb()  # takes a moment, which is not the server's
    handler = type("Handler", (_Handler,), {"publisher": publisher})
    server = _Server(("127.0.0.1", 0), handler)
    publisher.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield publisher
    server.shutdown()
    server.server_close()
