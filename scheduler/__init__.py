"""When is work done, and by whom? By the one process that holds the lock: the service, or a command.

serve                   the service, until it is stopped
run_once, visit, Round  everything that is due, once; pages now
backfill, brackets, survey, begin_to_follow, derive_stale, rebuild, Makers, deliver, sizes, summarise
                        what commands do themselves where no service runs
follow, Pursued, followed, undeclared, declare, Moved
                        where policies moved, and their declarations
give_order, service_of  how they leave it to the service
import_text, import_warc
                        what lies on disk
only_writer             who may write
standing, Standing      what the files of an installation say now
"""

from typing import TYPE_CHECKING, Any

from crawler import Progress as CrawlProgress
from scheduler.asking import index_tasks
from scheduler.imports import Imported, captured, documents_in, import_records, import_text, import_warc
from scheduler.moving import Moved, declare, followed, undeclared
from scheduler.orders import give_order
from scheduler.present import now
from scheduler.pursuing import Pursued, follow
from scheduler.rounds import Round
from scheduler.standing import Standing, standing
from scheduler.surveying import Declared, Wanted
from scheduler.work import (
    Backfilled,
    Makers,
    SurveyedHosts,
    backfill,
    begin_to_follow,
    brackets,
    deliver,
    derive_stale,
    end_backfill,
    rebuild,
    run_once,
    sizes,
    summarise,
    survey,
    visit,
)
from scheduler.writer import AnotherWriterError, only_writer, service_of

if TYPE_CHECKING:
    from scheduler.service import serve

__all__ = [
    "AnotherWriterError",
    "Backfilled",
    "CrawlProgress",
    "Declared",
    "Imported",
    "Makers",
    "Moved",
    "Pursued",
    "Round",
    "Standing",
    "SurveyedHosts",
    "Wanted",
    "backfill",
    "begin_to_follow",
    "brackets",
    "captured",
    "declare",
    "deliver",
    "derive_stale",
    "documents_in",
    "end_backfill",
    "follow",
    "followed",
    "give_order",
    "import_records",
    "import_text",
    "import_warc",
    "index_tasks",
    "now",
    "only_writer",
    "rebuild",
    "run_once",
    "serve",
    "service_of",
    "sizes",
    "standing",
    "summarise",
    "survey",
    "undeclared",
    "visit",
]


def __getattr__(name: str) -> Any:
    """APScheduler is loaded by the service alone."""
    if name != "serve":
        raise AttributeError(f"scheduler has no {name}")
    from scheduler.service import serve

    return serve
