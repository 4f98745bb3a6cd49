"""Which configuration is which virtual machine's, worked out once for all of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from hivetool.cluster.facts import Content
from hivetool.cluster.model import Database, Resource
from hivetool.hive.upcase import upcase

from .private import Private

_GUID = re.compile(r"[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}")
_NULL = re.compile(r"[0-]*")


@dataclass(slots=True)
class Members:
    """The Virtual Machine and Virtual Machine Configuration resources of one group."""

    machines: list[Resource] = field(default_factory=list)
    configurations: list[Resource] = field(default_factory=list)


@dataclass(frozen=True, eq=False)
class Pairing:
    """Machines and configurations: what they are in, and who belongs to whom. All mappings are by ids as stored."""

    database: Database
    machines: Private
    configurations: Private

    @cached_property
    def groups(self) -> Mapping[str, Members]:
        """The members of every group that has machines or configurations; resources in no group are left out."""
        found: dict[str, Members] = {}
        for machine in self.machines.resources:
            if machine.group is not None:
                found.setdefault(machine.group, Members()).machines.append(machine)
        for configuration in self.configurations.resources:
            if configuration.group is not None:
                found.setdefault(configuration.group, Members()).configurations.append(configuration)
        return found

    @cached_property
    def vm_ids(self) -> Mapping[str, str]:
        """The VmIDs of those that have one, in upper case and without braces."""
        both = (*self.machines.each("VmID"), *self.configurations.each("VmID"))
        plain = {content: plain_id(content) for content in {content for _, content in both}}
        return {item.id: known for item, content in both if (known := plain[content])}

    @cached_property
    def usable_vm_ids(self) -> frozenset[str]:
        """Those VmIDs that can be a machine's."""
        return frozenset(filter(is_vm_id, {*self.vm_ids.values()}))

    @cached_property
    def configuration(self) -> Mapping[str, Resource]:
        """By a machine's id its configuration.

        That is what it depends on, else the one with its VmID, else the only one of a group with one machine.
        """
        return {machine.id: found for members in self.groups.values() for machine, found in self._pairs(members)}

    @cached_property
    def machine(self) -> Mapping[str, Resource]:
        """By a configuration's id the first machine that has it."""
        found: dict[str, Resource] = {}
        for machine in self.machines.resources:
            if machine.id in self.configuration:
                found.setdefault(self.configuration[machine.id].id, machine)
        return found

    def pairs(self) -> Iterator[tuple[Resource, Resource]]:
        """Every machine that has a configuration, with it, in the order of the machines."""
        for machine in self.machines.resources:
            if machine.id in self.configuration:
                yield machine, self.configuration[machine.id]

    def _pairs(self, members: Members) -> Iterator[tuple[Resource, Resource]]:
        if len(members.machines) == len(members.configurations) == 1:  # by whichever of the three it is
            yield members.machines[0], members.configurations[0]
            return
        by_id = {item.id: item for item in members.configurations}
        by_vm: dict[str, list[Resource]] = {}
        for item in members.configurations:
            if item.id in self.vm_ids:
                by_vm.setdefault(self.vm_ids[item.id], []).append(item)
        only = members.configurations if len(members.machines) == 1 else []
        for machine in members.machines:
            needed = [by_id[each] for each in self.database.providers(machine) if each in by_id]
            same = by_vm.get(self.vm_ids.get(machine.id, ""), [])
            found = next((few[0] for few in (needed, same, only) if len(few) == 1), None)
            if found is not None:
                yield machine, found


def plain_id(content: Content | None) -> str:
    """An id as it is compared: in upper case, without braces and blanks; ``""`` for what is no text."""
    return upcase(content.strip().removeprefix("{").removesuffix("}")) if isinstance(content, str) else ""


def is_vm_id(text: str) -> bool:
    """Whether a VmID, in upper case and without braces, is a GUID and not the one of zeros alone."""
    return _GUID.fullmatch(text) is not None and _NULL.fullmatch(text) is None


def repeated(items: Iterable[Resource], ids: Mapping[str, str]) -> Iterator[tuple[Resource, Resource]]:
    """Those whose id in ``ids`` another has before them, with the first that has it."""
    first: dict[str, Resource] = {}
    for item in items:
        known = ids.get(item.id)
        if known is not None and first.setdefault(known, item) is not item:
            yield item, first[known]
