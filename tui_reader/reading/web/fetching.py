"""One fetch: a request for every step of a chain of redirects, each within the same limits."""

import codecs
import email.utils
import importlib.metadata
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpcore
import httpx

from tui_reader.clean import clean_line
from tui_reader.reading.document import Document
from tui_reader.reading.web.body import ACCEPTED, decoded_body
from tui_reader.reading.web.network import Deadline, GuardedBackend, RefusedAddressError
from tui_reader.reading.web.outcome import Fetched, FetchError, Limits

_REDIRECTS = (301, 302, 303, 307, 308)
_REASONS = {
    401: "asks for a password",
    402: "is for subscribers",
    403: "refuses to be read by programs",
    404: "is not there",
    410: "is gone for good",
    429: "asks for fewer requests; try again later",
    451: "is withheld for legal reasons",
}
_ACCEPT = "text/html,application/xhtml+xml,application/json,application/feed+json,application/rss+xml,"
_ACCEPT += "application/atom+xml,application/xml;q=0.9,*/*;q=0.5"
_LONGEST_WAIT = 86_400.0  # seconds; a server that asks for more is asked again after a day


def fetch_within(
    url: str, etag: str | None, last_modified: str | None, *, allow_private: bool, limits: Limits
) -> Fetched:
    """What an address serves; see `web.fetch`."""
    deadline = Deadline(limits.seconds)
    headers = {"User-Agent": _user_agent(), "Accept": _ACCEPT, "Accept-Encoding": ACCEPTED}
    conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    headers |= {name: value for name, value in conditions.items() if value and _is_header_value(value)}
    with (
        _errors_told(url, limits),
        _Transport(GuardedBackend(deadline, allow_private=allow_private)) as transport,
    ):
        at = _address(url, url)
        for _ in range(limits.redirects + 1):
            response = transport.handle_request(httpx.Request("GET", at, headers=headers))
            try:
                if response.status_code not in _REDIRECTS:
                    return _fetched(url, at, response, limits)
                at = _address(url, response.headers.get("location", ""), at)
            finally:
                response.close()
    raise FetchError(url, f"redirects more than {limits.redirects} times")


def _fetched(source: str, at: httpx.URL, response: httpx.Response, limits: Limits) -> Fetched:
    headers = response.headers
    etag, last_modified = headers.get("etag"), headers.get("last-modified")
    if response.status_code == 304:
        return Fetched(None, str(at), etag, last_modified)
    if response.status_code != 200:
        raise FetchError(
            source, _refusal(response), response.status_code, _retry_after(headers.get("retry-after"))
        )
    stated = headers.get("content-length", "")
    if stated.isascii() and stated.isdigit() and len(stated) < 20 and int(stated) > limits.raw_bytes:
        raise FetchError(source, f"is longer than {limits.raw_bytes / 1e6:g} MB; no live blog is that long")
    content = decoded_body(source, response.iter_raw(), headers.get("content-encoding", ""), limits)
    document = Document(source, content, str(at), _charset(response.charset_encoding))
    return Fetched(document, str(at), etag, last_modified)


def _address(source: str, stated: str, base: httpx.URL | None = None) -> httpx.URL:
    try:
        parsed = base.join(stated) if base else httpx.URL(stated)
    except (httpx.InvalidURL, ValueError, TypeError):
        raise FetchError(source, "leads to no address that can be fetched") from None
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise FetchError(source, "leads to no address of the web (http or https)")
    if parsed.userinfo:
        raise FetchError(source, "leads to an address with a password; these are not fetched")
    return parsed.copy_with(fragment=None)


@contextmanager
def _errors_told(source: str, limits: Limits) -> Iterator[None]:
    """Tells in one line whatever goes wrong on the way."""
    try:
        yield
    except RefusedAddressError:
        reason = "leads to a private address; --allow-private lets it"
        raise FetchError(source, reason) from None
    except httpcore.TimeoutException:
        raise FetchError(source, f"did not answer in full within {limits.seconds:g} seconds") from None
    except ssl.SSLError:
        raise FetchError(source, "cannot prove who it is (TLS)") from None
    except httpcore.ConnectError as error:
        told = clean_line(str(error))[:120]
        raise FetchError(source, f"cannot be reached ({told})" if told else "cannot be reached") from None
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol, OSError):
        raise FetchError(source, "broke off, or does not speak HTTP") from None


def _refusal(response: httpx.Response) -> str:
    told = _REASONS.get(response.status_code)
    if told is None:
        told = (
            "has trouble of its own; try again later" if response.status_code >= 500 else "refuses to be read"
        )
    return f"{told} (HTTP {response.status_code})"


def _retry_after(stated: str | None) -> float | None:
    """The seconds to wait: stated as such, or as a date (RFC 9110, 10.2.3)."""
    if not stated or len(stated) > 64:
        return None
    if stated.isascii() and stated.isdigit():
        return min(float(stated), _LONGEST_WAIT)
    try:
        until = email.utils.parsedate_to_datetime(stated).timestamp()
    except (ValueError, OverflowError):
        return None
    return min(max(until - time.time(), 0.0), _LONGEST_WAIT)


def _charset(stated: str | None) -> str | None:
    try:
        return codecs.lookup(stated).name if stated else None
    except (LookupError, ValueError):
        return None


def _is_header_value(value: str) -> bool:
    return value.isascii() and value.isprintable() and len(value) <= 500


def _user_agent() -> str:
    try:
        version = importlib.metadata.version("tui-reader")
    except importlib.metadata.PackageNotFoundError:
        version = "0"
    return f"tui-reader/{version} (a reader for live blogs)"


class _Transport(httpx.BaseTransport):
    """httpx's requests and responses over connections of a backend of our own; no proxies, no environment."""

    def __init__(self, backend: GuardedBackend) -> None:
        self._pool = httpcore.ConnectionPool(network_backend=backend, max_connections=1)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        response = self._pool.handle_request(
            httpcore.Request(
                request.method,
                httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
            )
        )
        return httpx.Response(response.status, headers=response.headers, stream=_Body(response))

    def close(self) -> None:
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        return self._response.iter_stream()

    def close(self) -> None:
        self._response.close()
