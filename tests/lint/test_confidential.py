from __future__ import annotations

from hivetool.cluster.redact import redacted
from hivetool.lint.confidential import secrets_in
from tests.lint.subjects import hive_of_text
from tests.lint.texts_of import key

TEXT = (
    key(r"Resources\a\Parameters", '"CommandLine"="run /p:hunter2"', '"DnsName"="sql"', '"ResourceData"=hex:01,02')
    + key(r"Resources\b\Parameters", '"SvcPassword"="x1"', '"PrimaryKey"=""', '"ResourceData"=hex:00,00')
    + key(r"Resources\b\Parameters\Deeper", '"primarytoken"="t"', '"SecondaryKey"=dword:00000001')
    + key(r"Checkpoints\a", '"00000001"=hex:aa,bb', '"00000002"="SOFTWARE\\\\Vendor"')
)


def places(text: str) -> list[tuple[str, str]]:
    return [(value.key.path, value.name) for value in secrets_in(hive_of_text(text))]


def test_what_redact_blanks_is_found_in_stored_order() -> None:
    assert sorted(places(TEXT)) == [
        (r"Checkpoints\a", "00000001"),
        (r"Resources\a\Parameters", "CommandLine"),
        (r"Resources\a\Parameters", "ResourceData"),
        (r"Resources\b\Parameters", "SvcPassword"),
        (r"Resources\b\Parameters\Deeper", "primarytoken"),
    ]


def test_nothing_is_left_to_find_in_a_redacted_hive() -> None:
    hive = redacted(hive_of_text(TEXT)).hive
    assert [*secrets_in(hive)] == []
