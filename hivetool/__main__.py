"""``python -m hivetool``: the same as the command."""

from hivetool.cli.main import run

if __name__ == "__main__":
    run()
