from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hivetool.cluster.redact_addresses import allotted
from hivetool.cluster.redact_security import domains_in, without_domains, without_guids
from hivetool.hive.sddl import sddl
from tests.cluster.redacting import ADMIN, DOMAIN, SYSTEM, descriptor, sid

NONE = allotted(b"", False, [], ())
ENTRA = sid(1, 7, 8, 9, 10, authority=12)


def test_a_descriptor_stays_one_and_well_known_sids_stay() -> None:
    before = descriptor(SYSTEM, ADMIN, sid(21, *DOMAIN, 1117), sid(32, 544))
    after = without_domains(before, NONE)
    old, new = sddl(before).split(")"), sddl(after).split(")")
    assert len(before) == len(after)
    assert [text for text in old if text not in new] == old[1:3]
    assert [text.rpartition("-")[2] for text in new[1:3]] == ["512", "1117"]
    assert new[1].rpartition("-")[0] == new[2].rpartition("-")[0]
    assert new[3].endswith(";BA")


def test_domains_are_listed() -> None:
    assert domains_in(b"x" + ADMIN + ENTRA) == ["S-1-5-21-" + "-".join(map(str, DOMAIN)), "S-1-12-1-7-8-9-10"]


def test_sids_of_entra() -> None:
    after = without_domains(ENTRA, NONE)
    assert after[:12] == ENTRA[:12]
    assert after[12:] != ENTRA[12:]


@given(st.binary(max_size=80))
def test_other_data_stays(data: bytes) -> None:
    assert without_domains(data, NONE) == data
    assert without_guids(data, NONE) == data


def test_raw_guids_on_request() -> None:
    text = "6e394089-145a-4279-b75d-b14015cc36e4"
    addresses = allotted(b"", True, [("guid", text)], ())
    ((old, new),) = addresses.raw_guids.items()
    assert without_guids(b"ab" + old + b"c" + old, addresses) == b"ab" + new + b"c" + new
    assert old[:4] == bytes.fromhex("8940396e")
