"""The `clausewatch` command: thin, over everything else."""

from cli.app import app, main

__all__ = ["app", "main"]
