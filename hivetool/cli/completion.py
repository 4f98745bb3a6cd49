"""``hivetool completion``."""

from __future__ import annotations

import click

from .commands import Command, out_of
from .failures import Exit, Failure
from .options import talking

SHELLS = ("bash", "zsh", "fish", "powershell")

EXAMPLES = (
    "hivetool completion bash > ~/.local/share/bash-completion/completions/hivetool",
    "hivetool completion fish > ~/.config/fish/completions/hivetool.fish",
    "hivetool completion powershell >> $PROFILE",
)


@click.command(cls=Command, examples=EXAMPLES, short_help="Completion for bash, zsh, fish and PowerShell.")
@click.argument("shell", type=click.Choice(SHELLS))
@talking
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the script that lets a shell complete this program's commands, options and file names.

    \b
    bash        put it into ~/.local/share/bash-completion/completions/hivetool
    zsh         put it into _hivetool in a folder of $fpath, or: source <(hivetool completion zsh)
    fish        put it into ~/.config/fish/completions/hivetool.fish
    PowerShell  add it to the file $PROFILE names
    """
    from click.shell_completion import get_completion_class

    from . import powershell  # noqa: F401  (registers its class)

    kind = get_completion_class(shell)
    if kind is None:
        raise Failure(Exit.USAGE, f"this version of click knows no completion for {shell}")
    program = ctx.find_root().command
    out_of(ctx).write(kind(program, {}, "hivetool", "_HIVETOOL_COMPLETE").source() + "\n")
