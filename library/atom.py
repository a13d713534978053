"""How is a list of news written so that any feed reader takes it? Atom, RFC 4287."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, tostring

__all__ = ["Entry", "Feed", "atom_bytes", "lasting_id"]

_NAMESPACE = "http://www.w3.org/2005/Atom"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 (section 2.2) does not allow, however it is escaped."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that is new; `updated` is in seconds since 1970, `url` absolute."""

    entry_id: str
    title: str
    url: str
    updated: float
    summary: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A list of news; `updated` is that of the feed where it has no entry."""

    feed_id: str
    title: str
    url: str
    page: str
    updated: float
    entries: Sequence[Entry]


def lasting_id(name: str) -> str:
    """Return the IRI that stands for a name, the same at all times (RFC 4287, 4.2.6)."""
    return uuid5(NAMESPACE_URL, f"zhiku:{name}").urn


def atom_bytes(feed: Feed) -> bytes:
    """Return the feed as a document; characters that XML does not know are left out."""
    root = Element("feed", {"xmlns": _NAMESPACE, "xml:lang": "zh-CN"})
    _add(root, "id", feed.feed_id)
    _add(root, "title", feed.title)
    _add(root, "updated", _moment(max([e.updated for e in feed.entries] or [feed.updated])))
    _add(SubElement(root, "author"), "name", "智库")
    _link(root, "self", feed.url, "application/atom+xml")
    _link(root, "alternate", feed.page, "text/html")
    for entry in feed.entries:
        _add_entry(SubElement(root, "entry"), entry)
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _add_entry(element: Element, entry: Entry) -> None:
    _add(element, "id", entry.entry_id)
    _add(element, "title", entry.title)
    _add(element, "updated", _moment(entry.updated))
    _link(element, "alternate", entry.url, "text/html")
    _add(element, "summary", entry.summary)


def _add(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = _NOT_XML.sub("", text)


def _link(parent: Element, relation: str, url: str, media_type: str) -> None:
    href = _NOT_XML.sub("", url)
    SubElement(parent, "link", {"rel": relation, "type": media_type, "href": href})


def _moment(seconds: float) -> str:
    """Return a moment as RFC 3339 wants it."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
