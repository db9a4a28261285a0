"""What do the exit codes mean, and how does a command say that it cannot go on?"""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """Exit codes of every command; 2 is also what a wrong option gives."""

    DONE = 0
    INCOMPLETE = 1  # done in part, or stopped: failures are recorded and named; of a status: it needs a person
    WRONG = 2  # what was asked, declared or set is wrong, and the message says where
    BUSY = 3  # another process writes; the message names it
    NOTHING = 4  # nothing there answers the question


class RefusalError(Exception):
    """Ends a command with a message for the user and an exit code."""

    def __init__(self, message: str, code: Exit = Exit.WRONG) -> None:
        super().__init__(message)
        self.code = code
