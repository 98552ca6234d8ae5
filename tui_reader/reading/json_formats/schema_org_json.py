"""A `LiveBlogPosting` of schema.org by itself, as some services and tools hand it out."""

from tui_reader.news import LiveBlog
from tui_reader.reading.arranging import arranged
from tui_reader.reading.json_values import JsonObject
from tui_reader.reading.markup.addresses import absolute
from tui_reader.reading.markup.plain_text import plain_line
from tui_reader.reading.schema_org.json_ld import live_blog_objects
from tui_reader.reading.schema_org.updates import names_in, string_in, updates_from
from tui_reader.reading.timestamps import moment


def schema_org_live_blog(found: JsonObject, address: str | None) -> list[LiveBlog]:
    """The live blog that the object describes; none if it describes something else."""
    described = [each for each in live_blog_objects([found]) if each["liveBlogUpdate"]]
    return [_live_blog(each, address) for each in described]


def _live_blog(described: JsonObject, address: str | None) -> LiveBlog:
    title = plain_line(string_in(described.get("headline")))
    description = plain_line(string_in(described.get("description")))
    url = (
        absolute(string_in(described.get("url")) or string_in(described.get("mainEntityOfPage")), address)
        or address
    )
    blog = LiveBlog(
        title=title or None,
        updates=tuple(updates_from(described, url, [title])),
        standfirst=(description,) if description else (),
        section=plain_line(string_in(described.get("articleSection"))) or None,
        publisher=names_in(described.get("publisher")),
        url=url,
    )
    start = moment(described.get("coverageStartTime") or described.get("datePublished")).day
    return arranged(blog, start, in_page_order=False)
