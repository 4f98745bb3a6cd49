from __future__ import annotations

import contextlib
import struct
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hivetool.hive.errors import BadSecurityDescriptor
from hivetool.hive.sddl import sddl
from hivetool.source.opening import open_hive
from tests.shared import needs_shared, shared

SYSTEM, ADMINISTRATORS, EVERYONE = (5, 18), (5, 32, 544), (1, 0)
SYNCHRONIZE = 0x100000


def sid(*numbers: int) -> bytes:
    authority, *rest = numbers
    return struct.pack("<BB", 1, len(rest)) + authority.to_bytes(6, "big") + struct.pack(f"<{len(rest)}I", *rest)


def ace(
    who: tuple[int, ...], mask: int, kind: int = 0, flags: int = 0, before: bytes = b"", after: bytes = b""
) -> bytes:
    rest = before + sid(*who) + after
    return struct.pack("<BBHI", kind, flags, 8 + len(rest), mask) + rest


def acl(*aces: bytes) -> bytes:
    return struct.pack("<BBHHH", 2, 0, 8 + sum(map(len, aces)), len(aces), 0) + b"".join(aces)


def descriptor(
    owner: bytes = b"", group: bytes = b"", dacl: bytes | None = None, sacl: bytes | None = None, control: int = 0x8000
) -> bytes:
    """A self-relative descriptor; ``b""`` for an ACL is one that is present and null."""
    control |= 0x4 * (dacl is not None) | 0x10 * (sacl is not None)
    places, body = [], b""
    for part in (owner, group, sacl or b"", dacl or b""):
        places.append(20 + len(body) if part else 0)
        body += part
    return struct.pack("<BBHIIII", 1, 0, control, *places) + body


def test_the_descriptor_that_offreg_gives_every_key() -> None:
    entries = acl(
        ace(SYSTEM, 0xF003F, flags=2), ace(ADMINISTRATORS, 0xF003F, flags=2),
        ace(EVERYONE, 0x20019, flags=2), ace((5, 12), 0x20019, flags=2),
    )  # fmt: skip
    whole = descriptor(sid(*ADMINISTRATORS), sid(*ADMINISTRATORS), entries)
    assert len(whole) == 144
    assert sddl(whole) == "O:BAG:BAD:(A;CI;KA;;;SY)(A;CI;KA;;;BA)(A;CI;KR;;;WD)(A;CI;KR;;;RC)"


def test_inheritance_protection_and_audit() -> None:
    audit = acl(ace(EVERYONE, 0xF003F, kind=2, flags=0xC0 | 3), ace((16, 12288), 1, kind=0x11))
    whole = descriptor(sid(*SYSTEM), dacl=acl(ace(SYSTEM, 0x20006, kind=1, flags=0x1B)), sacl=audit, control=0xB900)
    assert sddl(whole) == "O:SYD:PARS:PAI(AU;OICISAFA;KA;;;WD)(ML;;NW;;;HI)".replace(
        "D:PAR", "D:PAR(D;OICIIOID;KW;;;SY)"
    )


def test_rights_are_letters_only_where_every_bit_has_one() -> None:
    assert "(A;;CCDCSDGXGR;;;SY)" in sddl(descriptor(dacl=acl(ace(SYSTEM, 0xA0010003))))
    assert f"(A;;0x{SYNCHRONIZE | 1:x};;;SY)" in sddl(descriptor(dacl=acl(ace(SYSTEM, SYNCHRONIZE | 1))))
    assert "(A;;;;;SY)" in sddl(descriptor(dacl=acl(ace(SYSTEM, 0))))


def test_sids_without_a_name_are_numbers() -> None:
    assert sddl(descriptor(sid(5, 21, 1, 2, 3, 512))) == "O:S-1-5-21-1-2-3-512"
    assert sddl(descriptor(sid(0xFFFFFFFFFFFF, 1))) == "O:S-1-0xffffffffffff-1"
    assert sddl(descriptor(sid(5))) == "O:S-1-5"


def test_object_and_conditional_entries_keep_all_they_hold() -> None:
    guid = UUID("4828cc14-1437-45bc-9b07-ad6f015e5f28")
    both = struct.pack("<I", 3) + guid.bytes_le + bytes(range(16))
    text = sddl(descriptor(dacl=acl(ace(SYSTEM, 0x10, kind=5, before=both))))
    assert text == f"D:(OA;;RP;{guid};{UUID(bytes_le=bytes(range(16)))};SY)"
    assert (
        sddl(descriptor(dacl=acl(ace(SYSTEM, 1, kind=9, after=b"artx\x01\0\0\0"))))
        == "D:(XA;;CC;;;SY;0x6172747801000000)"
    )
    assert sddl(descriptor(dacl=acl(ace(SYSTEM, 1, kind=0x33)))) == "D:(0x33;;CC;;;SY)"


def test_lists_that_are_absent_null_or_empty_differ() -> None:
    assert sddl(descriptor()) == ""
    assert sddl(descriptor(dacl=b"")) == "D:NO_ACCESS_CONTROL"
    assert sddl(descriptor(dacl=acl())) == "D:"


@pytest.mark.parametrize("cut", range(0, 144, 5))
def test_a_descriptor_that_is_cut_short_says_where(cut: int) -> None:
    whole = descriptor(sid(*SYSTEM), sid(*SYSTEM), acl(*[ace(ADMINISTRATORS, 1)] * 3), acl(ace(SYSTEM, 1)))
    with pytest.raises(BadSecurityDescriptor, match=r"byte \d+ of the security descriptor: .* bytes"):
        sddl(whole[: cut * len(whole) // 144])


def test_an_entry_may_not_reach_beyond_its_list() -> None:
    entries = bytearray(acl(ace(SYSTEM, 1), ace(SYSTEM, 1)))
    entries[2:4] = struct.pack("<H", len(entries) - 4)
    with pytest.raises(BadSecurityDescriptor, match=r"byte 48 .*an ACE of 20 bytes in an ACL that ends at 64"):
        sddl(descriptor(dacl=bytes(entries)))


@given(st.binary(max_size=200))
def test_bytes_of_any_kind_give_text_or_a_typed_error(data: bytes) -> None:
    for each in (data, descriptor(sid(*SYSTEM), dacl=acl(data, ace(SYSTEM, 1)))):
        with contextlib.suppress(BadSecurityDescriptor):
            assert isinstance(sddl(each), str)


@needs_shared
def test_the_descriptor_of_a_users_hive_is_as_another_project_reads_it() -> None:
    # regipy reads owner S-1-5-32-544, group S-1-5-18 and a DACL of four, all inherited by containers and objects
    hive = open_hive(shared() / "corpus/hives/regipy/regipy_tests/data/NTUSER.DAT")
    user = "S-1-5-21-2036804247-3058324640-2116585241-1673"
    allowed = f"(A;OICI;KA;;;{user})(A;OICI;KA;;;SY)(A;OICI;KA;;;BA)(A;OICI;KR;;;RC)"
    assert hive.root.sddl == f"O:BAG:SYD:P{allowed}"
