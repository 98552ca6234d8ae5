"""schema.org data in attributes (https://html.spec.whatwg.org/#microdata), as JSON-LD would have it."""

from typing import Any

from tui_reader.reading.json_values import JsonObject
from tui_reader.reading.losses import note_loss
from tui_reader.reading.markup.tree import Node, attribute

_VALUE_IN = {
    "meta": "content", "time": "datetime", "a": "href", "link": "href", "img": "src", "iframe": "src",
    "data": "value", "meter": "value", "object": "data",
}  # fmt: skip
_MAX_PROPERTIES = 100_000


def microdata_objects(root: Node) -> list[JsonObject]:
    """The items of a page, in document order.

    A property whose text is markup is given as that markup, so that its paragraphs survive.
    """
    items: dict[int, JsonObject] = {}
    for node in root.css("[itemscope]"):
        kind = attribute(node, "itemtype").rpartition("/")[2]
        items[node.mem_id] = {"@type": kind, **_own_id(node)}
    properties = root.css("[itemprop]")
    if len(properties) > _MAX_PROPERTIES:
        note_loss(f"of the page's marked properties only the first {_MAX_PROPERTIES:,} were read")
    for node in properties[:_MAX_PROPERTIES]:
        holder = _holder(node, items)
        if holder is not None:
            value = items[node.mem_id] if node.mem_id in items else _value(node)
            for name in attribute(node, "itemprop").split():
                _add(holder, name, value)
    return list(items.values())


def _own_id(node: Node) -> JsonObject:
    identifier = attribute(node, "itemid") or attribute(node, "id")
    return {"@id": identifier} if identifier else {}


def _holder(node: Node, items: dict[int, JsonObject]) -> JsonObject | None:
    parent = node.parent
    while parent is not None:
        if parent.mem_id in items:
            return items[parent.mem_id]
        parent = parent.parent
    return None


def _value(node: Node) -> str:
    stated = attribute(node, "content") or attribute(node, _VALUE_IN.get(node.tag or "", ""))
    return stated or (node.inner_html or "").strip()


def _add(holder: JsonObject, name: str, value: Any) -> None:
    if name not in holder:
        holder[name] = value
    elif isinstance(holder[name], list):
        holder[name].append(value)
    else:
        holder[name] = [holder[name], value]
