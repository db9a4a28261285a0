"""Small web archives on loopback, in the dialects that the crawler speaks, fed from a list of captures.

`serving_archive(captures, dialect)` serves them while it lasts: as web.archive.org ("ia"), in Memento (RFC 7089) or as
Common Crawl ("cc"). What it gives knows the address, how the archive is described to the crawler, and every request so
far.  `benchmarks.archives.faults` makes an archive misbehave.
"""

from benchmarks.archives.common_crawl import CommonCrawl
from benchmarks.archives.memento import Memento
from benchmarks.archives.serving import Asked, Fault, Question, Served, serving_archive

__all__ = ["Asked", "CommonCrawl", "Fault", "Memento", "Question", "Served", "serving_archive"]
