from __future__ import annotations

from collections.abc import Sequence

from hivetool.cluster.model import Network
from hivetool.lint.subnets import overlaps, subnets
from tests.lint.subjects import subject
from tests.lint.texts_of import key, texts


def networks(*pairs: tuple[str, str]) -> Sequence[Network]:
    lines = [(f'"Address"="{address}"', f'"AddressMask"="{mask}"') for address, mask in pairs]
    return subject("".join(key(rf"Networks\{place}", *each) for place, each in enumerate(lines))).database.networks


def found(*pairs: tuple[str, str]) -> list[tuple[str, str]]:
    return [(one.id, other.id) for one, other in overlaps(networks(*pairs))]


def test_both_ways_to_store_a_subnet_are_read() -> None:
    lines = [f'"IPv4Addresses"={texts("10.0.0.0", "10.9.0.0", "x")}', f'"IPv4PrefixLengths"={texts("24", "16")}']
    lines += ['"Address"="10.0.0.0"', '"AddressMask"="255.255.255.0"']
    (network,) = subject(key(r"Networks\a", *lines)).database.networks
    assert [str(each) for each in subnets(network)] == ["10.0.0.0/24", "10.9.0.0/16"]


def test_what_is_no_subnet_is_left_out() -> None:
    none = [("", ""), ("10.0.0.0", ""), ("fe80::", "64"), ("10.0.0.0", "255.0.255.0"), ("0.0.0.0", "0.0.0.0")]
    assert [subnets(each) for each in networks(*none)] == [()] * len(none)


def test_subnets_overlap_if_one_is_in_the_other() -> None:
    assert found(("10.0.0.0", "255.0.0.0"), ("10.1.0.0", "255.255.0.0")) == [("1", "0")]
    assert found(("10.1.0.0", "255.255.0.0"), ("10.0.0.0", "255.0.0.0")) == [("0", "1")]
    assert found(("10.1.0.0", "255.255.0.0"), ("10.1.0.0", "255.255.0.0")) == [("1", "0")]
    assert found(("10.1.0.0", "255.255.0.0"), ("10.2.0.0", "255.255.0.0")) == []


def test_a_wide_subnet_is_remembered_behind_narrow_ones() -> None:
    wide, first, second = ("10.0.0.0", "255.0.0.0"), ("10.0.0.0", "255.255.255.0"), ("10.9.0.0", "255.255.255.0")
    assert found(wide, first, second, ("11.0.0.0", "255.0.0.0")) == [("1", "0"), ("2", "0")]
