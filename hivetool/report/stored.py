"""A stored value in words, with the objects behind the ids that it holds."""

from __future__ import annotations

import re

from hivetool.cluster.names import Names
from hivetool.cluster.schema import NODE_LISTS
from hivetool.hive.decode import decoded
from hivetool.hive.errors import BadValueData

from .dump import value_words
from .plain import visible

MOST_SHOWN = 200
"""Characters of a value that are shown."""

MOST_NAMED = 20
"""Objects that are named behind one value."""

_GUID = re.compile(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")


def stored_words(kind: int, data: bytes, name: str, names: Names | None) -> str:
    """What the value ``name`` of this type says, and in brackets the objects that it means."""
    words = value_words(kind, data)
    if len(words) > MOST_SHOWN:
        words = f"{words[:MOST_SHOWN]}… ({len(words):,} characters)"
    meant = [visible(each) for each in _meant(kind, data, name, names)] if names is not None else []
    return f"{words} ({', '.join(meant)})" if meant else words


def _meant(kind: int, data: bytes, name: str, names: Names) -> list[str]:
    """The names of the objects that a value means by their ids, each once."""
    try:
        value = decoded(kind, data)
    except BadValueData:
        return []
    texts = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    if name in NODE_LISTS:
        found = [names.node(text) for text in texts]
    else:
        found = [names.behind(guid) for text in texts for guid in _GUID.findall(text)]
    return list(dict.fromkeys(each for each in found if each is not None))[:MOST_NAMED]
