from __future__ import annotations

from tests.lint.examples import example
from tests.lint.subjects import hive_of_text


def test_a_short_text_is_a_whole_file() -> None:
    assert example('\n[Cluster\\A]\n"x"="[Cluster\\B]"\n[-Cluster\\C]\n') == (
        "Windows Registry Editor Version 5.00\n\n"
        '[HKEY_LOCAL_MACHINE\\Cluster\\A]\n"x"="[Cluster\\B]"\n[-HKEY_LOCAL_MACHINE\\Cluster\\C]\n'
    )


def test_its_root_is_the_cluster() -> None:
    hive = hive_of_text("[Cluster\\Groups\\g]")
    assert [key.path for key in hive.walk()] == ["", "Groups", "Groups\\g"]
