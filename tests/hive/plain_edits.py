"""Edits done the slow and obvious way, to hold the fast one against: a dict of paths, each a dict of values."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import strategies as st

from hivetool.hive.edit import CreateKey, DeleteKey, DeleteValue, Edit, SetValue
from hivetool.hive.hive import Hive
from hivetool.hive.upcase import upcase
from tests.trees import PlainKey, data, flat, names

Plain = dict[tuple[str, ...], dict[str, tuple[int, bytes]]]
"""Upper-case names of a key from below the root, and its values by upper-case name: type and bytes."""


def plain(hive: Hive) -> Plain:
    """The content of a hive."""
    return {
        tuple(upcase(name) for name in key.path.split("\\")) if key.path else (): {
            upcase(value.name): (int(value.type), value.data) for value in key.values
        }
        for key in hive.walk()
    }


def plainly_applied(tree: Plain, edits: Iterable[Edit]) -> Plain:
    """The tree after the edits."""
    tree = {path: dict(values) for path, values in tree.items()}
    for edit in edits:
        path = tuple(upcase(name) for name in edit.key.split("\\")) if edit.key else ()
        match edit:
            case CreateKey():
                _make(tree, path)
            case SetValue():
                _make(tree, path)
                tree[path][upcase(edit.name)] = (edit.type, edit.data)
            case DeleteValue():
                tree.get(path, {}).pop(upcase(edit.name), None)
            case DeleteKey():
                for other in [other for other in tree if other[: len(path)] == path]:
                    del tree[other]
                tree.setdefault((), {})
    return tree


def _make(tree: Plain, path: tuple[str, ...]) -> None:
    for length in range(len(path) + 1):
        tree.setdefault(path[:length], {})


def edits_for(tree: PlainKey) -> st.SearchStrategy[list[Edit]]:
    """Edits of what is in a tree and of what is not, spelled this way and that."""
    known = flat(tree)
    paths = [path for path in known if path] or [("a",)]
    held = sorted({value.name for key in known.values() for value in key.values}) or [""]
    path = st.sampled_from(paths) | st.builds(lambda above, name: (*above, name), st.sampled_from(paths), names(20))
    path |= st.lists(names(20), min_size=0, max_size=3).map(tuple)
    key = path.map("\\".join) | path.map(lambda parts: "\\".join(parts).swapcase()).filter(_survives)
    name = st.sampled_from(held) | names(20) | st.just("")
    edit: st.SearchStrategy[Edit] = (
        st.builds(CreateKey, key)
        | st.builds(DeleteKey, key)
        | st.builds(SetValue, key, name, st.integers(0, 2**32 - 1), data())
        | st.builds(DeleteValue, key, name)
    )
    return st.lists(edit, max_size=8)


def _survives(path: str) -> bool:
    """Whether a path swapped in case is still one, with the surrogates that it had."""
    return path.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass") == path
