"""The links of the update: opened here, copied to where the reader sits."""

import os
from typing import ClassVar

from textual.binding import Binding, BindingType

from tui_reader.app import browser
from tui_reader.app.answers import ChosenLink
from tui_reader.app.cited import Copied
from tui_reader.app.reading.room import ReadingRoom
from tui_reader.news import LiveBlog
from tui_reader.news.links import LinkOut, links_of, web_address


class Linking(ReadingRoom):
    """Opening and copying links. A program is only ever given an address of the web, as one word."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "links", "Links", show=False, id="screen.links",
                tooltip="The links of the update, numbered; a digit or Enter opens, over SSH copies"),
        Binding("Y", "copy_link", "Copy link", show=False, id="screen.copy-link",
                tooltip="Copy the link of the update, or of its live blog where it has none"),
    ]  # fmt: skip

    def action_links(self) -> None:
        """Show the links of the update at the cursor."""
        view = self.view_at_cursor()
        links = links_of(view) if view else []
        if links:
            from tui_reader.app.links_screen import LinksScreen  # noqa: PLC0415 - when it is opened

            self.app.push_screen(LinksScreen(links), self._follow)
        elif view:
            self.notify("This update has no links")

    def action_copy_link(self) -> None:
        """Copy the link of the update."""
        view = self.view_at_cursor()
        if view is None:
            return
        own = web_address(view.update.url)
        if own:
            self._copy(own, "the link of the update")
        else:
            self.copy_link_of_live_blog(
                view.live_blog,
                ", since the update has none",
                "Neither this update nor its live blog has a link",
            )

    def copy_link_of_live_blog(
        self, blog: LiveBlog, why: str = "", none: str = "The live blog has no link"
    ) -> None:
        """Copy the link of a live blog; say why it is this one, or that there is none."""
        address = web_address(blog.url)
        if address:
            self._copy(address, f"the link of the live blog{why}")
        else:
            self.notify(none)

    def _follow(self, chosen: ChosenLink | None) -> None:
        if chosen and chosen.deed == "copy":
            self._copy(chosen.link.url, "the link")
        elif chosen:
            self._open(chosen.link)

    def _open(self, link: LinkOut) -> None:
        if browser.is_remote(os.environ):
            self._copy(link.url, "the link, since the reader runs on another machine than your browser")
            return
        words = browser.words_to_open(link.url, os.environ)
        if words is None:
            self._copy(link.url, "the link, since there is no browser to open it")
            return
        try:
            browser.start(words)
        except OSError as error:
            self._copy(link.url, f"the link, since {words[0]} does not start: {error.strerror}")
        else:
            self.notify(f"Opened {link.url}")

    def _copy(self, url: str, what: str) -> None:
        self.post_message(Copied(url, what))
