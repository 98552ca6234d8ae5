"""The query language by its forms, for whoever documents it."""

FORMS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("gas transit",), "both words; an English word finds its inflections too: `protest` finds *protesting*"),
    (('"gas transit"', '"protest"'), "the phrase; the word just as it is written"),
    (("trans*", "sholz~"), "how a word begins; a letter off"),
    (("gas OR oil", "-nato", "(gas OR oil) transit"), "either; without; groups"),
    (("gas NEAR/5 transit",), "at most five words apart"),
    (("headline:gas",), "in the headline"),
    (
        ("speaker:scholz", "said:gas", "speaker:scholz said:gas"),
        "quoted; inside a quotation; who said that",
    ),
    (("blog:ukraine", 'source:"the herald"'), "title of the live blog, publisher"),
    (("tag:energy", "has:note"), "bookmarks with that tag; with a note"),
    (("is:unread", "is:bookmarked", "is:key", "is:edited"), "by mark"),
    (("has:quote", "has:picture", "has:embed", "has:link"), "by what it holds"),
    (("on:2022-02-15", "since:yesterday", 'before:"feb 15"', "2022-02-14..16"), "by date"),
    (
        ("order:oldest", "order:relevance", "order:newest"),
        "the order of the hits; newest first if nothing is said",
    ),
)
"""Examples of each form, and what they find, in Markdown."""
