from __future__ import annotations

import inspect
from dataclasses import fields
from itertools import product

from hivetool.engine.resource_dll import (
    ENDS_AS,
    FUNCTIONS,
    Handed,
    answer,
    call_key,
    function_name,
    online_outcome,
)
from hivetool.scenario.model import FUNCTION_NAMES, DllScript, Outcome, Status


def test_a_dll_sees_the_guid_and_the_state_and_nothing_else() -> None:
    """The article: VMCLUSRES.DLL does not have direct access to the cluster database."""
    assert [field.name for field in fields(Handed)] == ["guid", "state"]
    assert "database" not in inspect.signature(answer).parameters


def test_there_is_no_restart_of_its_own() -> None:
    assert FUNCTIONS["Restart"] == FUNCTIONS["Online"] == "VM Online"
    assert set(FUNCTION_NAMES) | {"Restart"} == set(FUNCTIONS)


def test_only_hyper_vs_functions_have_other_names_inside() -> None:
    assert function_name("virtual machine", "IsAlive") == "VM IsAlive"
    assert function_name("Generic Service", "IsAlive") == "IsAlive"


def test_a_stop_it_was_not_told_of_is_seen_by_the_thorough_check_only() -> None:
    handed = Handed("guid", Status.ONLINE)
    assert answer(True, handed, Status.STOPPED, True) is Status.ONLINE
    assert answer(False, handed, Status.STOPPED, True) is Status.STOPPED
    assert answer(True, handed, Status.STOPPED, False) is Status.STOPPED


def test_outcomes_are_one_a_call_and_the_last_repeats() -> None:
    script = DllScript(online=(Outcome.FAILS, Outcome.HANGS), online_on={"2": (Outcome.SUCCEEDS, Outcome.FAILS)})
    found = [online_outcome(script, "1", {"": calls}) for calls in range(4)]
    assert found == [Outcome.FAILS, Outcome.HANGS, Outcome.HANGS, Outcome.HANGS]
    assert online_outcome(script, "2", {"": 9}) is Outcome.SUCCEEDS
    assert online_outcome(script, "2", {"2": 1}) is Outcome.FAILS
    assert (call_key(script, "1"), call_key(script, "2")) == ("", "2")


def test_every_call_ends_somehow() -> None:
    assert set(ENDS_AS) == set(product(("Online", "Offline"), Outcome))
