"""When is work done, and by whom? On request, by the one process that holds the lock."""

from crawler import Progress as CrawlProgress
from scheduler.imports import Imported, captured, import_text, import_warc
from scheduler.work import Backfilled, backfill, derive_stale, index_tasks, now, rebuild
from scheduler.writer import AnotherWriterError, only_writer

__all__ = [
    "AnotherWriterError",
    "Backfilled",
    "CrawlProgress",
    "Imported",
    "backfill",
    "captured",
    "derive_stale",
    "import_text",
    "import_warc",
    "index_tasks",
    "now",
    "only_writer",
    "rebuild",
]
