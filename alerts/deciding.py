"""Which alerts does a look at a live page cause?

What was concluded is not asked "what is new?" but "what happened after what this watch was told about, and no later
than the newest look?". So a rebuild, a backfill or a late capture causes nothing, and what was owed when a process was
killed is owed still. A clock that ran ahead and was set back leaves looks with times that come once more: what they
showed was decided about when they arrived, and is not asked about a second time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from itertools import accumulate

import diffs
import versions
from alerts.evidence import HeldBy, SightedIn
from alerts.flaps import came_back, is_undone, never_told, waited_in_vain, waits
from alerts.matching import Match, follows, revision_concerns, spell_concerns
from alerts.telling import Telling
from alerts.wording import Naming
from model import Alert, Change, History, Revision, Spell, SpellKind, Watch, original_key, timestamp14

_LONGEST_PAUSE = timedelta(days=30)  # between two looks that one believes in, where they are not to be rarer anyway
_CADENCES_MISSED = 5  # ... that one believes in where they are
_TICK = timedelta(seconds=1)  # the grain of all times
_ROUND = timedelta(hours=1)  # in which all addresses of a timeline are looked at, one after the other
_LONGEST_CAUSE = 300
_WasDecided = Callable[[datetime, datetime], bool]
_SEEN_ONCE = "It was seen at one look only: for a week no other one showed the text, with or without what is gone."
_SEEN_FOR_HOURS = "It was seen for some hours only: since then no look showed the text, with or without what is gone."
_SEEN_BEFORE = "The same text was seen once before and was gone at the next look, so nobody was told of it then."


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """The first, the newest and the last but one of a timeline's live visits, by arrival; failures are none.

    `behind` are those that lie more than an hour before one that arrived earlier, each with the latest of these: the
    clock was set back there. Answers of one round can overtake each other, so less says nothing of a clock.
    """

    first: datetime
    newest: datetime
    previous: datetime | None
    behind: Mapping[datetime, datetime] = field(default_factory=dict)

    @classmethod
    def of(cls, moments: Sequence[datetime]) -> Looks:
        """`moments` is not empty, and in the order of arrival."""
        latest = accumulate(moments, max)
        return cls(
            first=min(moments),
            newest=moments[-1],
            previous=moments[-2] if len(moments) > 1 else None,
            behind={moment: top for moment, top in zip(moments, latest, strict=True) if top - moment > _ROUND},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a look leads to. `upto`: until when the watch is told about everything; the caller keeps it, also if it is
    earlier than before.

    `second_look`: a loss waits to be seen again. `odd_clock`: the newest look is before the one before it, or before
    what the watch was told about, or long after it, so nothing was told.
    """

    alerts: tuple[Alert, ...] = ()
    upto: datetime | None = None
    second_look: bool = False
    odd_clock: bool = False


def decide(
    watch: Watch,
    *,
    began: datetime,
    upto: datetime | None,
    history: History,
    looks: Looks,
    naming: Naming,
    held_by: HeldBy,
    sighted: SightedIn = lambda _: (),
    now: datetime,
    every: timedelta = timedelta(days=1),
) -> Decision:
    """The alerts that a watch is owed about one timeline, and until when it is told then.

    `upto` is None where nothing was decided before: it begins with what comes after its own start and after the first
    look, or after the last but one where others were looking before it followed. `every` is the cadence of the looks.
    Of a loss that waits for a second look it is asked again when its time is over (`overdue`), whether a look comes or
    not.
    A second call with the `upto` of the first makes no change alert again; of what befell the whole timeline, while it
    shows no text, it makes the same alert with the same key.
    """
    if not follows(watch, history.timeline):
        return Decision(upto=upto)
    if _is_set_back(looks, upto):
        return Decision(upto=_lowered(history, looks, upto), odd_clock=True)
    if looks.previous and looks.newest - looks.previous > max(_LONGEST_PAUSE, _CADENCES_MISSED * every):
        return Decision(upto=upto, odd_clock=True)
    begun = _begun(watch, began, looks)
    mark = max(upto or begun, begun) if upto or watch.since else max(began, looks.previous or begun)
    seen = _last_usable(history, looks)
    telling = Telling(watch=watch, history=history, naming=naming, held_by=held_by, sighted=sighted, now=now)
    was_decided = partial(_was_decided, looks, upto or mark)
    owed = list(_owed(watch, history, mark, looks.newest, was_decided))
    late = [one for one, _ in owed if waited_in_vain(history, one, now)]
    owed = [(one, _noted(history, one, match) if one in late else match) for one, match in owed if seen or late]
    held = next((revision for revision, _ in owed if waits(history, revision, now)), None)
    told = [(one.bracket.by, telling.of_revision(one, match)) for one, match in owed if one is not held]
    soon = held is not None and history.versions[held.after - 1].sightings == 1  # a third one can come in its time
    reached = held.bracket.after if held and held.bracket.after else seen
    shown = [] if seen else [history.versions[one.after - 1].last_seen for one in late]
    name = max([mark, *shown])
    news = _News(begun=begun, mark=mark, name=name, reached=reached or looks.newest, was_decided=was_decided)
    spells = _spells(telling, news, usable=seen is not None)
    kept = upto or min(mark, looks.newest)
    upto = max(kept, reached or kept, *shown)
    return Decision(alerts=_in_order([*spells, *told]), upto=upto, second_look=soon)


def _noted(history: History, late: Revision, match: Match) -> Match:
    once = history.versions[late.after - 1].sightings == 1
    return replace(match, notes=(*match.notes, _SEEN_ONCE if once else _SEEN_FOR_HOURS))


def _begun(watch: Watch, began: datetime, looks: Looks) -> datetime:
    """A start that is still to come, though there were looks before it, was given by a clock that ran ahead."""
    return max(watch.since or (began if began <= looks.newest else looks.first), looks.first)


# ---------------------------------------------------------------- odd clocks


def _is_set_back(looks: Looks, upto: datetime | None) -> bool:
    return any(moment is not None and looks.newest < moment for moment in (looks.previous, upto))


def _lowered(history: History, looks: Looks, upto: datetime | None) -> datetime | None:
    """A mark that lies ahead is brought back to the newest look, else nothing were told until that time has come.

    If that look shows another text than the one that the watch was told of, the mark is set just before it: the next
    ordinary look tells of it.
    """
    if upto is None or upto <= looks.newest:
        return upto
    told, shown = _shown_at(history, upto), _shown_at(history, looks.newest)
    return looks.newest - _TICK if told and shown and told != shown else looks.newest


def _shown_at(history: History, moment: datetime) -> str | None:
    return next((one.canonical for one in history.versions if one.first_seen <= moment <= one.last_seen), None)


def _was_decided(looks: Looks, upto: datetime, first: datetime, last: datetime) -> bool:
    """Whether what was seen from `first` to `last` was seen by looks of a clock that ran ahead alone.

    It was decided about when they arrived, before the clock was set back and the mark with it. Looks that came after
    that are `behind`; so is a single look of a clock that lost its time, and then nothing else.
    """
    top = looks.behind.get(upto) or looks.behind.get(upto + _TICK)
    if top is None or first > top:
        return False
    return not any(first <= moment <= last for moment in looks.behind)


# ---------------------------------------------------------------- what changed


def _last_usable(history: History, looks: Looks) -> datetime | None:
    """The newest look if it showed the text, else one of the same round that did; None if none did.

    A timeline can stand at two addresses, of which the one looked at last is a dead one.
    """
    if any(one.first_seen <= looks.newest <= one.last_seen for one in history.versions):
        return looks.newest
    usable = [seen.moment for seen in history.seens if seen.usable and seen.moment <= looks.newest]
    usable += [one.last_seen for one in history.versions if one.last_seen <= looks.newest]
    return max((moment for moment in usable if looks.newest - moment <= _ROUND), default=None)


def _owed(
    watch: Watch, history: History, mark: datetime, newest: datetime, was_decided: _WasDecided
) -> Iterator[tuple[Revision, Match]]:
    for revision in _steps(history):
        if not mark < revision.bracket.by <= newest:
            continue
        after = history.versions[revision.after - 1]
        if not was_decided(after.first_seen, after.last_seen) and not is_undone(history, revision):
            is_news = never_told(history, revision)
            news = _as_news(history, revision) if is_news else revision
            if match := revision_concerns(watch, news):
                yield news, replace(match, notes=(*match.notes, _SEEN_BEFORE)) if is_news else match


def _steps(history: History) -> Iterator[Revision]:
    """The steps as they are told: those over a text that was torn for a moment are one."""
    over: Revision | None = None
    for revision in history.revisions:
        step = _over(history, over, revision) if over else revision
        over = step if came_back(history, revision) else None
        if over is None:
            yield step


def _over(history: History, first: Revision, last: Revision) -> Revision:
    old, new = history.texts[first.before - 1], history.texts[last.after - 1]
    judged = diffs.judge_revision(old.clauses, new.clauses, diffs.compare(old.clauses, new.clauses), [])
    return replace(
        last,
        before=first.before,
        bracket=replace(last.bracket, after=first.bracket.after),
        changes=judged.changes,
        judgement=judged.judgement,
        returns_to=None,
        silent=_silent(history, first.before, last.after, judged.changes),
    )


def _silent(history: History, before: int, after: int, changes: Sequence[Change]) -> bool:
    """Whether the text changed between two versions while the date that it shows of itself stood still."""
    old, new = (history.texts[number - 1].declared for number in (before, after))
    then, now = (history.versions[number - 1].first_seen for number in (before, after))
    loud = any(not change.quiet for change in changes)
    return loud and versions.own_date(old, new, then, now) is versions.OwnDate.SAME


def _as_news(history: History, revision: Revision) -> Revision:
    """A step back to a text that nobody was told of, judged as if that text had not been there before."""
    old, new = (history.texts[number - 1].clauses for number in (revision.before, revision.after))
    step = [change.alignment for change in revision.changes]
    found = diffs.compare(old, new, alignments=step, words_only=revision.rendition_changed)
    judged = diffs.judge_revision(old, new, found, [])
    silent = _silent(history, revision.before, revision.after, judged.changes)
    return replace(revision, returns_to=None, changes=judged.changes, judgement=judged.judgement, silent=silent)


def _in_order(found: Sequence[tuple[datetime, Alert]]) -> tuple[Alert, ...]:
    return tuple(alert for _, alert in sorted(found, key=lambda pair: pair[0]))


# ---------------------------------------------------------------- what befell a whole timeline


@dataclass(frozen=True, slots=True, kw_only=True)
class _News:
    """What of a whole timeline's past is news to a watch: what came after it had begun and got certain since the mark.

    Where a loss waits, what got certain after the text before it (`reached`) waits, too: the mark goes no further.
    `name` is the mark that is left, also where a loss that waited in vain moves it while no text is shown.
    """

    begun: datetime
    mark: datetime
    name: datetime
    reached: datetime
    was_decided: _WasDecided

    def holds(self, spell: Spell) -> bool:
        certain = spell.certain or spell.bracket.by
        return self.mark < certain <= self.reached and not self.was_decided(certain, certain)


def _spells(telling: Telling, news: _News, *, usable: bool) -> Iterator[tuple[datetime, Alert]]:
    """Told once by their causes, which stay the same when a late capture narrows a bracket.

    The mark stands still while a timeline shows no text, so an end and the return from it are named by it (`name`).
    """
    spells = [one for one in telling.history.spells if news.begun < one.bracket.by <= news.reached]
    for spell in _telling_ones([one for one in spells if news.holds(one)], usable=usable):
        if spell_concerns(telling.watch, spell):
            yield spell.bracket.by, telling.of_spell(spell, _cause(spell, spells, news.name))


def _telling_ones(spells: Sequence[Spell], *, usable: bool) -> Iterator[Spell]:
    """The last of each kind; of a return only if no end came after it, and when the text was seen by a look of ours."""
    last = {spell.kind: spell for spell in spells}
    ended, resumed = last.get(SpellKind.ENDED), last.get(SpellKind.RESUMED)
    if ended:
        yield ended
    if resumed and usable and not (ended and resumed.bracket.by < ended.bracket.by):
        yield resumed
    if moved := last.get(SpellKind.RELOCATED):
        yield moved


def _cause(spell: Spell, spells: Sequence[Spell], mark: datetime) -> str:
    """A move is named by where it leads, and by how often it led there since the watch began."""
    if spell.kind is not SpellKind.RELOCATED:
        return f"{spell.kind} {timestamp14(mark)}"
    place = original_key(spell.reason)
    times = sum(one.kind is spell.kind and original_key(one.reason) == place for one in spells)
    return f"{spell.kind} {place[:_LONGEST_CAUSE]}" + (f" ({times})" if times > 1 else "")
