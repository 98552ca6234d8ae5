"""Only addresses of the web reach the terminal, the clipboard and a browser, whatever a page had for one."""

import re
from urllib.parse import urlsplit

from hypothesis import given
from hypothesis import strategies as st

from tui_reader.news.links import web_address

ADDRESSES = st.tuples(
    st.sampled_from(["", "", "", " ", "\n", "\0", "x"]),
    st.sampled_from(["http", "https", "HTTP", "ht\ttp", "ftp", ""]),
    st.sampled_from(["://", "://", ":", "//", ""]),
    st.text(alphabet="ab.é1@:[]%\n\t\\/? ", max_size=8),
    st.text(max_size=8),
).map("".join)


@given(ADDRESSES)
def test_what_gets_through_is_printable_leads_to_a_host_and_stays_itself(url: str) -> None:
    address = web_address(url)
    if address is not None:
        assert re.fullmatch(r"https?://[!-~]+", address, re.IGNORECASE)
        assert not set(address) & set('"<>\\^`{|}')
        assert urlsplit(address).hostname == urlsplit(url).hostname
        assert web_address(address) == address
