"""Views that make the tables readable in any SQLite tool: paths, texts, numbers, times, and the cluster's objects.

They hold nothing of their own, so what is edited in the tables shows in them, and the reader does not look at them.
Where the objects of a cluster are is Microsoft's documentation of the cluster database (``hivetool.cluster`` knows
it in full; the few words here are what SQL needs).
"""

from __future__ import annotations

from typing import Final

from hivetool.hive.types import ValueType

_TEXTS: Final = (ValueType.REG_SZ, ValueType.REG_EXPAND_SZ, ValueType.REG_LINK)
_EPOCH_S: Final = 11_644_473_600
"""Seconds from 1601, where FILETIME begins, to 1970."""


def _up_to_nul(text: str) -> str:
    return f"substr({text}, 1, instr({text} || char(0), char(0)) - 1)"


def _number(size: int, *, big: bool) -> str:
    """The whole number that ``size`` bytes of data are, digit by hex digit."""
    digits = []
    for byte in range(size):
        shift = 8 * (size - 1 - byte if big else byte)
        for place, bits in ((2 * byte + 1, shift + 4), (2 * byte + 2, shift)):
            digits.append(f"(instr('123456789ABCDEF', substr(hex(data), {place}, 1)) << {bits})")
    return f"CASE WHEN typeof(data) = 'integer' THEN data WHEN length(data) = {size} THEN {' | '.join(digits)} END"


_READABLE_KEYS = rf"""
CREATE VIEW readable_keys AS
WITH RECURSIVE below (id, path) AS (
    SELECT id, '' FROM keys WHERE parent IS NULL
    UNION ALL
    SELECT keys.id, CASE below.path WHEN '' THEN keys.name ELSE below.path || '\' || keys.name END
    FROM below JOIN keys ON keys.parent = below.id
)
SELECT id, path, parent, name, last_written,
    strftime('%Y-%m-%dT%H:%M:%SZ', last_written / 10000000 - {_EPOCH_S}, 'unixepoch') AS written,
    class, security, flags
FROM below JOIN keys USING (id)
"""

_DECODED_VALUES = f"""
CREATE VIEW decoded_values AS
SELECT id, key, name, type,
    CASE type {" ".join(f"WHEN {kind} THEN '{kind.name}'" for kind in ValueType)}
        ELSE printf('REG_0x%x', type) END AS type_name,
    CASE WHEN type IN ({", ".join(str(int(kind)) for kind in _TEXTS)})
        THEN {_up_to_nul("CAST(data AS TEXT)")} END AS text,
    CASE type
        WHEN {ValueType.REG_DWORD} THEN {_number(4, big=False)}
        WHEN {ValueType.REG_DWORD_BIG_ENDIAN} THEN {_number(4, big=True)}
        WHEN {ValueType.REG_QWORD} THEN {_number(8, big=False)}
    END AS number,
    data
FROM key_values
"""

_READABLE_VALUES = """
CREATE VIEW readable_values AS
SELECT decoded_values.id, key, path, decoded_values.name, type, type_name, text, number, data
FROM decoded_values JOIN readable_keys ON readable_keys.id = key
"""

_READABLE_TEXTS = f"""
CREATE VIEW readable_texts AS
WITH RECURSIVE texts (value, position, text, rest) AS (
    SELECT id, 0, NULL, CAST(data AS BLOB) FROM key_values WHERE type = {ValueType.REG_MULTI_SZ}
    UNION ALL
    SELECT value, position + 1, {_up_to_nul("CAST(rest AS TEXT)")},
        substr(rest, length(CAST({_up_to_nul("CAST(rest AS TEXT)")} AS BLOB)) + 3)
    FROM texts WHERE length(rest) > 2
)
SELECT value, position, text FROM texts WHERE position > 0
"""

_CLUSTER_OBJECTS = """
CREATE VIEW cluster_objects AS
WITH folders (folder, kind, name) AS (
    VALUES ('Nodes', 'node', 'NodeName'), ('Groups', 'group', 'Name'), ('Resources', 'resource', 'Name'),
        ('ResourceTypes', 'resource type', NULL), ('Networks', 'network', 'Name'),
        ('NetworkInterfaces', 'network interface', 'Name')
),
clusters (id) AS (
    SELECT parent FROM keys WHERE name COLLATE NOCASE IN ('Groups', 'Nodes', 'Resources')
    GROUP BY parent HAVING count(*) = 3
),
objects (key, kind, id, name) AS (
    SELECT keys.id, kind, keys.name,
        coalesce((SELECT text FROM decoded_values AS own
            WHERE own.key = keys.id AND own.name = folders.name COLLATE NOCASE), keys.name)
    FROM clusters JOIN keys AS above ON above.parent = clusters.id
        JOIN folders ON above.name = folder COLLATE NOCASE
        JOIN keys ON keys.parent = above.id
),
members (resource, group_id, group_name) AS (
    SELECT lower(readable_texts.text), min(objects.id), objects.name
    FROM objects JOIN key_values ON key_values.key = objects.key AND key_values.name = 'Contains' COLLATE NOCASE
        JOIN readable_texts ON readable_texts.value = key_values.id
    WHERE kind = 'group' GROUP BY 1
)
SELECT kind, objects.id, objects.name,
    CASE kind WHEN 'resource' THEN (SELECT text FROM decoded_values AS own
        WHERE own.key = objects.key AND own.name = 'Type' COLLATE NOCASE) END AS type,
    group_id, group_name,
    (SELECT number FROM decoded_values AS own
        WHERE own.key = objects.key AND own.name = 'PersistentState' COLLATE NOCASE) AS persistent_state,
    objects.key
FROM objects LEFT JOIN members ON kind = 'resource' AND members.resource = lower(objects.id)
"""

VIEWS: tuple[str, ...] = tuple(
    view.strip() for view in (_READABLE_KEYS, _DECODED_VALUES, _READABLE_VALUES, _READABLE_TEXTS, _CLUSTER_OBJECTS)
)
"""The statements that make the views."""
