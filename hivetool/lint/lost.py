"""References that lead nowhere: what objects name that does not exist."""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.cluster.facts import Content
from hivetool.cluster.model import ClusterObject
from hivetool.cluster.schema import SCHEMA, Kind, Property
from hivetool.hive.upcase import upcase

from .subject import Subject


def lost(subject: Subject, kind: Kind, name: str) -> Iterator[tuple[ClusterObject, tuple[str, ...]]]:
    """Every object of the kind whose property names something that does not exist, with the names that lead nowhere.

    The property is one of the own key, whose row in the schema says what it refers to. Each different content is
    looked at once.
    """
    prop = SCHEMA[kind][name]
    known: dict[Content, tuple[str, ...]] = {}
    for item, content in subject.stored(kind, name):
        if content not in known:
            known[content] = tuple(_nowhere(subject, prop, content))
        if known[content]:
            yield item, known[content]


def is_there(subject: Subject, kind: Kind, text: str) -> bool:
    """Whether an object of the kind has this id, or else this name."""
    return subject.database.find_named(kind, text) is not None


def _nowhere(subject: Subject, prop: Property, content: Content) -> Iterator[str]:
    assert prop.refers_to is not None
    target = subject.database.collections[prop.refers_to]
    for text in _texts(prop, content):
        upcased = upcase(text)
        if text and upcased not in target.by_id and not (prop.by_name and upcased in target.by_name):
            yield text


def _texts(prop: Property, content: Content) -> tuple[str, ...]:
    if isinstance(content, int):
        return () if prop.word(content) is not None else (str(content),)
    if isinstance(content, bytes):
        return ()
    return (content,) if isinstance(content, str) else content
