from __future__ import annotations

from hivetool.hive.errors import HivetoolError, UnreadableInput
from hivetool.hive.location import Location
from hivetool.source.errors import EXPORT, CannotRead, InputError, NoSuchRoot, NotAClusterDatabase, NotAHive, shown


def test_the_message_is_file_place_and_reason() -> None:
    assert str(InputError("reason", Location(offset=0), "CLUSDB")) == "CLUSDB: offset 0x0: reason"
    assert str(InputError("reason", Location(line=3, column=4), "a.reg")) == "a.reg: line 3, column 4: reason"
    assert str(InputError("reason", input="CLUSDB")) == "CLUSDB: reason"


def test_all_errors_are_ours_and_unreadable_input_is_called_that() -> None:
    assert all(issubclass(kind, InputError) for kind in (CannotRead, NotAHive, NoSuchRoot))
    assert issubclass(InputError, UnreadableInput)
    assert issubclass(NotAClusterDatabase, HivetoolError)
    at = Location("", offset=0x1020)
    assert str(NotAClusterDatabase("it is empty", at)) == "offset 0x1020: not a cluster database: it is empty"


def test_a_message_is_one_line_whatever_the_file_is_called() -> None:
    assert str(InputError("reason", input="a\nb\x1b[31m\udcff")) == r"'a\nb\x1b[31m\udcff': reason"
    assert shown("Größe (1).hiv") == "Größe (1).hiv"


def test_the_advice_names_both_commands() -> None:
    assert r"reg save HKLM\Cluster C:\Temp\%COMPUTERNAME%_Cluster.hiv /y" in EXPORT
    assert r"reg export HKLM\Cluster C:\Temp\%COMPUTERNAME%_Cluster.reg /y" in EXPORT
