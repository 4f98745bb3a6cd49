"""A private property of many resources at once, without the facts of each."""

from __future__ import annotations

from collections.abc import Sequence

from hivetool.cluster.facts import Content, content_of
from hivetool.cluster.model import Resource
from hivetool.cluster.schema import PARAMETERS, private_properties
from hivetool.hive.batch import NONE, Batch
from hivetool.hive.upcase import upcase

from .subject import Subject


def private(subject: Subject, resources: Sequence[Resource], name: str) -> list[Content | None]:
    """What each resource stores under a private property, None where nothing usable is.

    The resources are of one type, or of types that have the property in one form; the first one's type says which.
    """
    table = private_properties("resource", resources[0].type) if resources else {}
    prop = table.get(upcase(name))
    if prop is None:
        return [None] * len(resources)
    hive = subject.database.hive
    rows = Batch(hive, [item.row for item in resources]).subkeys(PARAMETERS)
    data = iter(Batch(hive, [row for row in rows if row != NONE]).data(prop.name, prop.stored_as))
    stored = [next(data) if row != NONE else None for row in rows]
    known = {each: content_of(prop, *each) for each in {*stored} if each is not None}
    return [None if each is None else known[each] for each in stored]
