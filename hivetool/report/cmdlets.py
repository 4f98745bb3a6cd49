"""Cmdlets that a remedy names, as lines of PowerShell: every value is quoted, and no line can be left by one."""

from __future__ import annotations

from hivetool.lint.finding import Cmdlet

from .plain import visible
from .powershell import quoted

COMMENT = "# "


def cmdlet_line(cmdlet: Cmdlet) -> str:
    """The command in one line; a comment if a person has to look first, or if a value cannot be quoted."""
    words = [cmdlet.name]
    fit = True
    for name, value in cmdlet.parameters.items():
        words.append(f"-{name}")
        if value is not None:
            text = _argument(value)
            fit = fit and text is not None
            words.append(text if text is not None else visible(str(value)))
    line = " ".join(words)
    return line if fit and not cmdlet.by_hand else f"{COMMENT}{line}"


def _argument(value: str | int | tuple[str, ...]) -> str | None:
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return quoted(value)
    parts = [quoted(each) for each in value]
    return ",".join(str(part) for part in parts) if parts and None not in parts else None
