"""The remedies of findings as a PowerShell script for a live cluster: commented, by object."""

from __future__ import annotations

from collections.abc import Iterator

from .judging import Judgment
from .layout import counted
from .plain import visible
from .remedy import live

HEAD = (
    "# Remedies for a live cluster. Read it before you run it: a line that begins with # and a command is left to a\n"
    "# person, who has to look first, or starts and stops something.\n"
)


def lint_script(judgment: Judgment) -> str:
    """Every remedy that has a supported command, the others counted."""
    lines: list[str] = [HEAD]
    groups: dict[tuple[str, str, str], list[str]] = {}
    without = 0
    made: set[tuple[str, str]] = set()
    for finding in judgment.findings:
        commands = live(finding, judgment.database(finding))
        without += not commands
        if commands:
            title = finding.fix.title if finding.fix is not None else ""
            group = groups.setdefault((finding.file, finding.kind, finding.id), [_title(finding.kind, finding.name)])
            group.append(f"# {finding.severity} {finding.rule}: {visible(finding.message)}; {visible(title)}\n")
            new = [line for line in commands if (finding.file, line) not in made]
            made.update((finding.file, line) for line in new)
            group += [f"{line}\n" for line in new]
    files = {file for file, _, _ in groups}
    lines += _laid(groups, named=len(files) > 1)
    lines.append(f"\n# {counted(without, 'finding')} without a supported command\n" if without else "")
    return "".join(lines)


def _laid(groups: dict[tuple[str, str, str], list[str]], *, named: bool) -> Iterator[str]:
    last: str | None = None
    for (file, _, _), found in groups.items():
        if named and file != last:
            yield f"\n# ---- {visible(file)}\n"
            last = file
        yield "\n"
        yield from found


def _title(kind: str, name: str) -> str:
    return f"# {visible(f'{kind} {name}'.strip()) or 'the file'}\n"
