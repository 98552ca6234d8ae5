"""A theme from its colours: what every theme states, and what follows from it."""

from dataclasses import dataclass

from textual.theme import Theme


@dataclass(frozen=True, kw_only=True)
class Colours:
    """The colours of a theme, each as `#rrggbb`.

    Attributes:
        text: of what is read.
        quiet: of what matters less.
        strong: of headlines and titles.
        background: of the list.
        surface: of the update.
        panel: of headings and of the bars above and below.
        bar_text: on those bars.
        rule: lines between things.
        scrollbar: three of them: at rest, under the mouse, dragged.
        source: publishers, bylines and captions.
        quotation: quoted words.
        quotation_bar: the sign beside them.
        speakers: the name of a speaker, then one colour for each of six speakers.
        quotation_cursor: behind the quotation at the quotation cursor.
        hit: words that were searched for: their colour and what is behind them.
        unread: the sign of an unread update.
        bookmark: the sign of a bookmark, and keys.
        key_event: the sign of a key event.
        link: links.
        cursor: the row at the cursor: its colour and what is behind it.
        blurred: the same while the other pane has the keys.
        label: the label of the sample: its colour and what is behind it.
        error: what went wrong.
        success: what went well.
    """

    text: str
    quiet: str
    strong: str
    background: str
    surface: str
    panel: str
    bar_text: str
    rule: str
    scrollbar: tuple[str, str, str]
    source: str
    quotation: str
    quotation_bar: str
    speakers: tuple[str, str, str, str, str, str, str]
    quotation_cursor: str
    hit: tuple[str, str]
    unread: str
    bookmark: str
    key_event: str
    link: str
    cursor: tuple[str, str]
    blurred: tuple[str, str]
    label: tuple[str, str]
    error: str
    success: str


def full_theme(name: str, colours: Colours, *, dark: bool) -> Theme:
    """A theme of full colours."""
    return Theme(
        name=name,
        primary=colours.source,
        secondary=colours.quotation,
        accent=colours.bookmark,
        warning=colours.bookmark,
        error=colours.error,
        success=colours.success,
        foreground=colours.text,
        background=colours.background,
        surface=colours.surface,
        panel=colours.panel,
        dark=dark,
        variables={
            "text-quiet": colours.quiet,
            "rule-line": colours.rule,
            "headline-text": colours.strong,
            "source-text": colours.source,
            "quotation": colours.quotation,
            "quotation-bar": colours.quotation_bar,
            "speaker": colours.speakers[0],
            **{f"speaker-{n}": colour for n, colour in enumerate(colours.speakers) if n},
            "quotation-cursor-background": colours.quotation_cursor,
            "quotation-cursor-style": "none",
            "hit-foreground": colours.hit[0],
            "hit-background": colours.hit[1],
            "hit-style": "bold",
            "unread": colours.unread,
            "bookmark": colours.bookmark,
            "key-event": colours.key_event,
            "link-text": colours.link,
            "heading-foreground": colours.source,
            "heading-background": colours.panel,
            **_cursors(colours),
            "bar-foreground": colours.bar_text,
            "bar-background": colours.panel,
            "bar-title": colours.strong,
            "label-foreground": colours.label[0],
            "label-background": colours.label[1],
            "label-style": "none",
            **_scrollbars(colours),
        },
    )


def _cursors(colours: Colours) -> dict[str, str]:
    return {
        "cursor-foreground": colours.cursor[0],
        "cursor-background": colours.cursor[1],
        "cursor-style": "none",
        "cursor-blurred-foreground": colours.blurred[0],
        "cursor-blurred-background": colours.blurred[1],
        "cursor-blurred-style": "none",
        "input-cursor-foreground": colours.background,
        "input-cursor-background": colours.text,
        "input-cursor-text-style": "none",
    }


def _scrollbars(colours: Colours) -> dict[str, str]:
    rest, hover, active = colours.scrollbar
    backgrounds = ("scrollbar-background", "scrollbar-background-hover", "scrollbar-background-active")
    return {
        "scrollbar": rest,
        "scrollbar-hover": hover,
        "scrollbar-active": active,
        **dict.fromkeys(backgrounds, colours.surface),
    }
