import gzip
import socket
import threading
import time
import zlib
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from tui_reader.errors import SourceError
from tui_reader.reading import Document, read
from tui_reader.reading.web import FetchError, Limits, fetch, fetch_document
from tui_reader.reading.web.network import is_public

PAGE = (
    b"<!DOCTYPE html><html><body><h1>Fair day</h1><article id='block-a1'><header><time datetime="
    b"'2024-05-01T08:00:00Z'></time></header><p>The gates are open.</p></article></body></html>"
)
SMALL = Limits(raw_bytes=50_000, decoded_bytes=100_000, seconds=1.0)


class Publisher(BaseHTTPRequestHandler):
    """Plays a publisher's server; each path is one way to behave."""

    protocol_version = "HTTP/1.1"
    seen: list[dict[str, str]] = []  # noqa: RUF012 - the handler class is the server's one shared place

    def do_GET(self) -> None:
        self.seen.append({name.lower(): value for name, value in self.headers.items()} | {"path": self.path})
        name, _, argument = self.path.strip("/").partition("/")
        getattr(self, f"serve_{name}")(argument)

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for key, value in ({"Content_Length": str(len(body))} | headers).items():
            self.send_header(key.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def serve_page(self, _: str) -> None:
        self.answer(
            200,
            PAGE,
            Content_Type="text/html; charset=utf-8",
            ETag='"v1"',
            Last_Modified="Wed, 01 May 2024 08:00:00 GMT",
        )

    def serve_latin(self, _: str) -> None:
        self.answer(200, "<p>Ärger</p>".encode("latin-1"), Content_Type="text/html; charset=ISO-8859-1")

    def serve_odd_charset(self, _: str) -> None:
        self.answer(200, PAGE, Content_Type="text/html; charset=no-such-thing")

    def serve_conditional(self, _: str) -> None:
        unchanged = self.headers["If-None-Match"] == '"v1"' or self.headers["If-Modified-Since"]
        self.answer(304 if unchanged else 200, b"" if unchanged else PAGE, ETag='"v1"')

    def serve_status(self, argument: str) -> None:
        self.answer(int(argument), b"sorry", Retry_After="120")

    def serve_hops(self, argument: str) -> None:
        left = int(argument)
        self.answer(302, Location=f"/hops/{left - 1}" if left > 1 else "/page")

    def serve_loop(self, _: str) -> None:
        self.answer(301, Location="/loop")

    def serve_to(self, argument: str) -> None:
        self.answer(302, Location=argument.replace("|", "/"))

    def serve_gzip(self, _: str) -> None:
        self.answer(200, gzip.compress(PAGE), Content_Encoding="gzip")

    def serve_bomb(self, _: str) -> None:
        packer = zlib.compressobj(9, wbits=31)
        body = b"".join(packer.compress(bytes(1_000_000)) for _ in range(40)) + packer.flush()
        self.answer(200, body, Content_Encoding="gzip")

    def serve_half_gzip(self, _: str) -> None:
        self.answer(200, gzip.compress(PAGE)[:60], Content_Encoding="gzip")

    def serve_no_gzip(self, _: str) -> None:
        self.answer(200, PAGE, Content_Encoding="gzip")

    def serve_brotli(self, _: str) -> None:
        self.answer(200, PAGE, Content_Encoding="br")

    def serve_long(self, _: str) -> None:
        self.answer(200, bytes(60_000))

    def serve_claims_much(self, _: str) -> None:
        self.answer(200, b"x", Content_Length="99999999999")

    def serve_claims_more(self, _: str) -> None:
        self.answer(200, PAGE, Content_Length=str(len(PAGE) + 50))
        self.close_connection = True

    def serve_endless(self, _: str) -> None:
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for _n in range(100):
            self.wfile.write(b"2000\r\n" + bytes(0x2000) + b"\r\n")

    def serve_drip(self, _: str) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        for _n in range(60):
            self.wfile.write(b"x")
            self.wfile.flush()
            time.sleep(0.05)

    def serve_header_drip(self, _: str) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        for _n in range(60):
            self.wfile.write(b"x")
            self.wfile.flush()
            time.sleep(0.05)

    def serve_stall(self, _: str) -> None:
        time.sleep(2.5)

    def serve_no_http(self, _: str) -> None:
        self.wfile.write(b"\x00\x01 not http \r\n\r\n")
        self.close_connection = True

    def log_message(self, *_: Any) -> None:
        pass


class QuietServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = QuietServer(("127.0.0.1", 0), Publisher)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def refused(url: str, limits: Limits = SMALL, *, allow_private: bool = True) -> FetchError:
    with pytest.raises(FetchError) as caught:
        fetch(url, allow_private=allow_private, limits=limits)
    assert str(caught.value) == f"{url}: {caught.value.reason}"
    assert "\n" not in str(caught.value)
    return caught.value


def document_at(url: str) -> Document:
    return fetch_document(url, allow_private=True)


def test_a_page_is_fetched_and_read(site: str) -> None:
    fetched = fetch(f"{site}/page", allow_private=True)
    assert fetched.document is not None
    assert (fetched.etag, fetched.last_modified) == ('"v1"', "Wed, 01 May 2024 08:00:00 GMT")
    assert (fetched.document.content, fetched.document.url) == (PAGE, f"{site}/page")
    (blog,) = read(fetched.document).live_blogs
    assert (blog.url, [update.source_id for update in blog.updates]) == (f"{site}/page", ["a1"])
    asked = next(headers for headers in Publisher.seen if headers["path"] == "/page")
    assert asked["user-agent"].startswith("tui-reader/")
    assert "if-none-match" not in asked


def test_the_declared_encoding_is_kept_if_it_exists(site: str) -> None:
    assert "Ärger" in document_at(f"{site}/latin").text
    assert document_at(f"{site}/odd_charset").declared_encoding is None


@pytest.mark.parametrize("condition", [{"etag": '"v1"'}, {"last_modified": "Wed, 01 May 2024 08:00:00 GMT"}])
def test_what_has_not_changed_is_not_sent_again(site: str, condition: dict[str, str]) -> None:
    assert fetch(f"{site}/conditional", allow_private=True, **condition).document is None  # type: ignore[arg-type]
    assert fetch(f"{site}/conditional", allow_private=True, etag='"v0"').document is not None
    assert fetch(f"{site}/conditional", allow_private=True, etag='"v\r\nX: 1"').document is not None


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 418, 429, 451, 500, 503])
def test_a_refusal_is_told_with_its_status(site: str, status: int) -> None:
    error = refused(f"{site}/status/{status}")
    assert (error.status, error.retry_after) == (status, 120.0)
    assert f"HTTP {status}" in str(error)


def test_redirects_are_followed_up_to_the_limit(site: str) -> None:
    assert fetch(f"{site}/hops/5", allow_private=True).url == f"{site}/page"
    assert "more than 5 times" in str(refused(f"{site}/hops/6"))
    assert "more than 5 times" in str(refused(f"{site}/loop"))


@pytest.mark.parametrize("target", ["file:|||etc|passwd", "ftp:||files.example|x", "javascript:1"])
def test_redirects_out_of_the_web_are_refused(site: str, target: str) -> None:
    assert "leads to no address" in str(refused(f"{site}/to/{target}"))


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://x.example/", "https://", "gopher://x", "x" * 9])
def test_other_addresses_are_refused(url: str) -> None:
    assert "leads to no address" in str(refused(url))


def test_addresses_with_a_password_are_refused() -> None:
    assert "password" in str(refused("https://me:secret@news.example/"))


_PRIVATE = ("127.0.0.1", "localhost", "[::1]", "10.1.2.3", "169.254.169.254", "192.168.0.1", "0.0.0.0")  # noqa: S104
_DISGUISED = ("2130706433", "0x7f.1", "[::ffff:127.0.0.1]")


@pytest.mark.parametrize("host", [*_PRIVATE, *_DISGUISED])
def test_private_addresses_are_refused(host: str) -> None:
    error = refused(f"http://{host}/", allow_private=False)
    assert "private address" in str(error) or "cannot be reached" in str(error)


def test_a_redirect_to_a_private_address_is_refused_by_what_its_name_resolves_to(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = site.rpartition(":")[2]
    known = {"public.example": "127.0.0.1", "inner.example": "10.0.0.7"}
    real = socket.getaddrinfo

    def addresses(host: str, *rest: Any, **named: Any) -> list[Any]:
        return real(known.get(host, host), *rest, **named)

    monkeypatch.setattr(socket, "getaddrinfo", addresses)
    monkeypatch.setattr("tui_reader.reading.web.network.is_public", lambda address: address == "127.0.0.1")
    url = f"http://public.example:{port}/to/http:||inner.example|"
    assert "private address" in str(refused(url, allow_private=False))


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.9.9.9", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("fe80::1%eth0", False),
        ("fd00:ec2::254", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::5db8:d822", True),
        ("2002:7f00:1::", False),
        ("ff02::1", False),
        ("no address", False),
    ],
)
def test_what_a_public_address_is(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_a_compressed_page_is_unpacked(site: str) -> None:
    assert document_at(f"{site}/gzip").content == PAGE


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("bomb", "unpacks to more than"),
        ("half_gzip", "in the middle"),
        ("no_gzip", "not compressed as it says"),
        ("brotli", "not asked for"),
        ("long", "longer than 0.05 MB"),
        ("endless", "more than 0.05 MB"),
        ("claims_much", "longer than 0.05 MB"),
        ("claims_more", "broke off"),
        ("no_http", "does not speak HTTP"),
        ("drip", "within 1 seconds"),
        ("header_drip", "within 1 seconds"),
        ("stall", "within 1 seconds"),
    ],
)
def test_a_server_that_misbehaves_costs_little_and_is_told(site: str, path: str, told: str) -> None:
    limits = SMALL if "seconds" in told else replace(SMALL, seconds=20.0)
    started = time.monotonic()
    assert told in str(refused(f"{site}/{path}", limits))
    assert time.monotonic() - started < 5.0


def test_a_port_where_nobody_listens_is_told() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        assert "cannot be reached" in str(refused(f"http://127.0.0.1:{free.getsockname()[1]}/"))


def test_a_server_without_a_certificate_is_told(site: str) -> None:
    assert isinstance(refused(site.replace("http:", "https:")), SourceError)


def test_nothing_is_sent_through_a_proxy_of_the_environment(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert document_at(f"{site}/page").content == PAGE
