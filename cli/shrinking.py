"""How is room that was freed in the database given back to the disk?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cli import output, place
from cli.declare import Json
from cli.exits import Exit, RefusalError
from store import NoRoomError, open_store, shrink


def vacuum(json: Json = False) -> None:
    """Give room that was freed in the database back to the disk.

    The file is written anew without what is free in it, and the index of words is merged. Meanwhile it needs twice
    the room that the database takes afterwards. Stopped or killed, it changes nothing.

    Example: clausewatch vacuum
    """
    home = place.home()
    if not home.database.exists():
        raise RefusalError(f"{home.database} is not there: nothing was recorded yet", Exit.NOTHING)
    with place.writing(home), open_store(home.database) as store:
        try:
            done = shrink(store, home.database)
        except NoRoomError as error:
            raise RefusalError(str(error), Exit.INCOMPLETE) from None
    if json:
        output.as_json({"file": str(home.database.absolute()), "bytes_before": done.before, "bytes": done.after})
    else:
        output.plain(f"{home.database}: {done.before / 1e6:.1f} MB before, {done.after / 1e6:.1f} MB now")


COMMANDS: dict[str, Callable[..., Any]] = {"vacuum": vacuum}
