"""A resource does not depend on what resources of its type require.

## Why

A network name needs an address to answer under, a print spooler a disk and a name. The tools refuse to bring such a
resource online without; in a database it is the trace of a provider that was deleted, or of a record that was lost.

## How to mend

Add the dependency. To which of the group's resources, a person has to say.

## Source

MSCS resource-dependencies, the table of required dependencies. Whether the requirement may be met through another
resource in between is not said there; here it may.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from hivetool.cluster.model import Resource
from hivetool.hive.upcase import upcase
from hivetool.lint.finding import Cmdlet, Fix, Found
from hivetool.lint.fixes import by_cmdlet, by_hand
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Groups\g]
"Name"="Cluster Group"
"Contains"=hex(7):6e,00,00,00,61,00,00,00,00,00

; here
[Cluster\Resources\n]
"Name"="Cluster Name"
"Type"="Network Name"

[Cluster\Resources\a]
"Name"="Cluster IP Address"
"Type"="IP Address"
"""

GOOD = rf"""
{BAD.replace("; here", "").strip()}

[Cluster\Dependencies\1]
"dependent"="n"
"dependency"="[a]"
"""

ADDRESS, NAME, STORAGE = "an address", "a network name", "a disk"

REQUIRED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "DHCP Service": (STORAGE,),
        "Distributed Transaction Coordinator": (NAME, STORAGE),
        "MSMQ": (ADDRESS, NAME, STORAGE),
        "Network Name": (ADDRESS,),
        "Print Spooler": (NAME, STORAGE),
        "WINS Service": (STORAGE,),
    }
)
"""By a type what its resources must have online before them (MSCS resource-dependencies)."""

_OFFERS: Mapping[str, str] = MappingProxyType(
    {
        upcase(name): what
        for what, names in (
            ("something else", tuple(REQUIRED)),
            ("something else", ("File Server", "File Share", "Generic Application", "Generic Script")),
            ("something else", ("Generic Service", "Virtual Machine", "Virtual Machine Configuration")),
            (ADDRESS, ("IP Address", "IPv6 Address", "IPv6 Tunnel Address")),
            (ADDRESS, ("Disjoint IPv4 Address", "Disjoint IPv6 Address", "NAT", "Provider Address")),
            (NAME, ("Network Name", "Distributed Network Name")),
        )
        for name in names
    }
)
"""By a type in upper case what its resources are to others. Any other type may be a third party's disk."""

_FEW = 3
"""So many candidates tell whether, besides the resource itself, there is exactly one."""


def check(subject: Subject) -> Iterator[Found]:
    """Resources of these types that miss a provider, neither directly nor through one that they depend on."""
    resources = subject.of_type(*REQUIRED)
    needs = _needs(subject) if resources else {}
    required = {upcase(name): kinds for name, kinds in REQUIRED.items()}
    known: dict[str, frozenset[str]] = {}
    candidates: dict[str | None, Mapping[str, tuple[Resource, ...]]] = {}
    for resource in resources:
        there: set[str] = set()
        for provider in needs.get(resource.id, ()):
            if provider not in known:
                known[provider] = _offers(subject, (provider, *needs.get(provider, ())))
            there |= known[provider]
        missing = [kind for kind in required[upcase(resource.type)] if kind not in there]
        if missing:
            if resource.group not in candidates:
                candidates[resource.group] = _candidates(subject, resource)
            yield Found(
                f"it does not depend on {' and '.join(missing)}",
                resource,
                expected=f"a dependency on {' and '.join(required[upcase(resource.type)])}",
                fix=_fix(resource, missing, candidates[resource.group]),
            )


def _needs(subject: Subject) -> Mapping[str, set[str]]:
    """By a resource's id the ids that it depends on, be it in a circle."""
    found: dict[str, set[str]] = {}
    for each in (*subject.database.graph.sound, *subject.database.graph.cyclic):
        found.setdefault(each.dependent, set()).update(each.providers)
    return found


def _offers(subject: Subject, identities: tuple[str, ...]) -> frozenset[str]:
    resources = (subject.database.resource(identity) for identity in identities)
    return frozenset(_OFFERS.get(upcase(each.type), STORAGE) for each in resources if each is not None)


def _candidates(subject: Subject, resource: Resource) -> Mapping[str, tuple[Resource, ...]]:
    """What the resources of its group are to others; of each kind the first few."""
    group = subject.database.group(resource.group or "")
    found: dict[str, tuple[Resource, ...]] = {}
    for member in subject.database.members(group) if group is not None else ():
        kind = _OFFERS.get(upcase(member.type), STORAGE)
        found[kind] = (*found.get(kind, ()), member)[:_FEW]
    return found


def _fix(resource: Resource, missing: list[str], candidates: Mapping[str, tuple[Resource, ...]]) -> Fix:
    title = f"make it depend on {' and '.join(missing)}"
    commands = []
    for kind in missing:
        fitting = [each for each in candidates.get(kind, ()) if each != resource]
        if len(fitting) == 1:
            parameters = {"Resource": resource.name, "Provider": fitting[0].name}
            commands.append(Cmdlet("Add-ClusterResourceDependency", parameters, by_hand=True))
    return by_cmdlet(title, *commands) if commands else by_hand(title)


RULE = Rule(
    code="HT303",
    name="a required dependency is missing",
    severity="error",
    mark=Mark.DOCUMENTED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
