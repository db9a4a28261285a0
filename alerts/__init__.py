"""Changes x watches -> messages: who is told what, and how the message reads.

    load_watches, Watches   who wants to be told of what
    follows                 whether a watch follows a timeline
    decide, Decision, Looks, Naming
                            which alerts a look at a live page causes
    overdue                 whether a loss waited for a second look in vain
    summary, Grown          what a backfill or an import brought
    paced, is_gathered, singly, advice, WINDOW
                            which of them are gathered, since their timeline alarms too often
    digest, heartbeat, notice, sample
                            what is told that no look caused
    period, last_over, Period
                            days, weeks and months, for digests and heartbeats
    deliver, write_feed     by mail, to a service, as an Atom feed; `check`, `channel_faults` say what they lack
    message_id, atom_id     by which names a message is known

Deciding and writing are pure: the clock, the history and who holds a capture are handed in.
"""

from alerts.deciding import Decision, Looks, decide
from alerts.delivery import channel_faults, check, deliver
from alerts.digests import digest
from alerts.feed import write_feed
from alerts.flaps import overdue
from alerts.heartbeats import heartbeat
from alerts.identifiers import atom_id, message_id
from alerts.matching import follows
from alerts.notices import notice, sample
from alerts.often import WINDOW, advice, is_gathered, paced, singly
from alerts.periods import Period, last_over, period
from alerts.summaries import Grown, summary
from alerts.watches import Watches, load_watches
from alerts.wording import Naming

__all__ = [
    "WINDOW",
    "Decision",
    "Grown",
    "Looks",
    "Naming",
    "Period",
    "Watches",
    "advice",
    "atom_id",
    "channel_faults",
    "check",
    "decide",
    "deliver",
    "digest",
    "follows",
    "heartbeat",
    "is_gathered",
    "last_over",
    "load_watches",
    "message_id",
    "notice",
    "overdue",
    "paced",
    "period",
    "sample",
    "singly",
    "summary",
    "write_feed",
]
