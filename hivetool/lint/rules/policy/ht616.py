"""A virtual machine is restarted otherwise than nearly all of the others.

## Why

Where hundreds of machines have the same restart settings and a handful differ, the few were mostly changed in an
incident and forgotten. What fails there behaves as nobody expects.

## How to mend

Give the machine the settings of the others, or note in its Description why it is different.

## Source

Inferred; how few stand out is a threshold of this tool (``outlier_percent``).
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Found
from hivetool.lint.fixes import by_hand, set_to
from hivetool.lint.policy import RESTART_SETTINGS, of_machines, with_unit
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

GOOD = "\n".join(f'[Cluster\\Resources\\v{number}]\n"Type"="Virtual Machine"\n' for number in range(1, 22))

BAD = f"""{GOOD}
[Cluster\\Resources\\v22]
"Type"="Virtual Machine"
; here
"RestartDelay"=dword:00002328
"""


def check(subject: Subject) -> Iterator[Found]:
    """Machines whose setting is in force with nearly nobody else."""
    for name in RESTART_SETTINGS:
        pairs = tuple(of_machines(subject, name))
        usual, places = subject.outliers([found.value for _, found in pairs])
        for place in sorted(places):
            machine, found = pairs[place]
            yield Found(
                f"its {name} is {with_unit(found, found.value)}; nearly all virtual machines have"
                f" {with_unit(found, usual)}",
                machine,
                name,
                expected=with_unit(found, usual),
                fix=by_hand(f"give it the others' {name}") if usual is None else set_to(machine, name, usual),
            )


RULE = Rule(
    code="HT616",
    name="a machine with unusual restart settings",
    severity="info",
    mark=Mark.INFERRED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
