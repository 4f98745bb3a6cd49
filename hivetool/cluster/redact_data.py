"""The bytes of values and classes, redacted by their type: types, counts and the length of binary data stay."""

from __future__ import annotations

import re

from hivetool.hive.decode import whole_units

from .redact_rules import Treat, is_number, is_text
from .redact_security import domains_in, without_domains, without_guids
from .redact_text import Redactor

_SECRET_UNIT = re.compile(r"[^\0]")


def redacted_data(kind: int, data: bytes, treat: Treat, redactor: Redactor) -> bytes:
    """The data of a value of this type, treated as its rule says."""
    if not data or treat is Treat.KEEP or is_number(kind, data):
        return data
    if not is_text(kind, data):
        return bytes(len(data)) if treat is Treat.SECRET else redacted_binary(data, redactor)
    text = whole_units(data)
    if treat is Treat.SECRET:
        return without_secret(text).encode("utf-16-le")
    new = without_names(text, redactor) if treat is Treat.IDS else redactor.text(text)
    return data if new == text else new.encode("utf-16-le", "surrogatepass")


def without_names(ids: str, redactor: Redactor) -> str:
    """Ids, each ended by a NUL, redacted; those that are numbers are kept."""
    return "\0".join([each if each.isdecimal() else redactor.text(each) for each in ids.split("\0")])


def without_secret(text: str) -> str:
    """x for every unit, the NULs kept: as many texts of the same lengths as there were."""
    return _SECRET_UNIT.sub(lambda found: "xx" if found[0] > "\uffff" else "x", text)


def redacted_binary(data: bytes, redactor: Redactor) -> bytes:
    """Binary data of the same length: domains of SIDs, and names and addresses in UTF-16LE and in single bytes."""
    for domain in domains_in(data):
        redactor.token("sid", domain)
    data = without_guids(without_domains(data, redactor.addresses), redactor.addresses)
    for at in range(2):
        end = at + (len(data) - at) // 2 * 2
        text = data[at:end].decode("utf-16-le", "surrogatepass")
        new = redactor.text(text, fitted=True)
        if new != text:
            data = data[:at] + new.encode("utf-16-le", "surrogatepass") + data[end:]
    text = data.decode("latin-1")
    new = redactor.text(text, fitted=True)
    return data if new == text else new.encode("latin-1", "replace")
