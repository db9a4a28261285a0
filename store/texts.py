"""How does a text become rows, and rows the same text?"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from sqlite_utils import Database

from model import Clause
from store.forms import to_json
from store.laying import DETAILS, Kept, Laying, sum_of
from store.making import Making
from store.manifests import Manifest
from store.packing import DamagedError

_LATELY = 128  # texts that were kept lately
_MOST_NEW = 0.3  # of a text that rests on another


class Texts:
    """Texts by number. A row is never altered; what no text has any more is dropped."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._making = Making(db)
        self._lately: dict[int, tuple[tuple[Clause, ...], int]] = {}  # by the id of their clauses

    # -- reading

    def clauses(self, number: int) -> tuple[Clause, ...]:
        """Raises LookupError when there is none with that number, DamagedError when it is another than was kept."""
        return self.several([number])[number]

    def several(self, numbers: Collection[int]) -> dict[int, tuple[Clause, ...]]:
        """Texts by number. A clause that stands in several of them is one object."""
        bases: dict[int, Manifest] = {}
        laid = {number: self._manifest(number, bases).pairs for number in dict.fromkeys(numbers)}
        made = self._making.clauses({pair for pairs in laid.values() for pair in pairs})
        return {number: tuple([made[pair] for pair in pairs]) for number, pairs in laid.items()}

    def clause(self, number: int, position: int) -> tuple[Clause, int]:
        """One clause of a text, and the how manieth with its words it is. The others are not put together."""
        pairs = self._manifest(number, {}).pairs
        clause = self._making.clauses([pairs[position]])[pairs[position]]
        rows = self._db.conn.execute(
            "SELECT form.id FROM wording CROSS JOIN form ON form.wording_id = wording.id WHERE digest = ?",
            (bytes.fromhex(clause.digest),),
        )
        alike = {row[0] for row in rows}
        return clause, 1 + sum(form in alike for form, _ in pairs[:position])

    def known(self, texts: Mapping[int, tuple[Clause, ...]]) -> None:
        """Notes that texts were read, so that they need not be taken apart to be kept again."""
        for number, clauses in list(texts.items())[-_LATELY:]:
            self._note(clauses, number)

    def forms(self, number: int) -> list[int]:
        """Which clauses a text has, in reading order: the same clause always has the same number."""
        return self._manifest(number, {}).forms

    def faults(self) -> Iterator[str]:
        """Which texts are not what was stored, in words. Reads all of them."""
        for table, (columns, _) in DETAILS.items():
            names = ", ".join(columns)
            for number, kept, *values in self._db.conn.execute(f"SELECT id, sum, {names} FROM {table} ORDER BY id"):
                if sum_of(values) != kept:
                    yield str(DamagedError(f"the {table} {number}", "is not what was stored"))
        forms, settings = (self._ids(table) for table in ("form", "setting"))
        bases: dict[int, Manifest] = {}
        for (number,) in self._db.execute("SELECT id FROM text ORDER BY id").fetchall():
            try:
                pairs = self._manifest(number, bases).pairs
            except DamagedError as error:
                yield str(error)
                continue
            if not forms.issuperset(form for form, _ in pairs) or not settings.issuperset(at for _, at in pairs):
                yield str(DamagedError(f"the text {number}", "names a clause that is not there"))

    # -- writing

    def keep(self, clauses: tuple[Clause, ...], laying: Laying | None = None, near: int | None = None) -> Kept:
        """Captures of one page often have one text, and then the very same clauses come again.

        `near` is a text that it may have much of.
        """
        mine = laying or Laying(self._db)
        if id(clauses) in mine.texts:
            return mine.texts[id(clauses)][1]
        before = self._lately.get(id(clauses))
        if before and self._is_held(before[1]):
            kept = self._kept(before[1])
            mine.texts[id(clauses)] = (clauses, kept)
            return kept
        known = mine.by_object
        laid = [known.get(id(clause)) or mine.lay(clause) for clause in clauses]
        if laying is None:
            mine.finish()
        kept = Kept(*self._row([pair for pair, _ in laid], mine, near), tuple([wording for _, wording in laid]))
        mine.texts[id(clauses)] = (clauses, kept)
        self._note(clauses, kept.id)
        return kept

    def laying(self) -> Laying:
        """For many texts of one transaction: what is alike in them is looked for once. Finish it."""
        return Laying(self._db)

    def forget_lately(self) -> None:
        """What was kept lately may not have been: the transaction was rolled back."""
        self._lately.clear()
        self._making.forget()

    def naming(self, forms: Collection[int], settings: Collection[int]) -> set[int]:
        """Texts that have one of these clauses, or one that stands so."""
        found, bases = set[int](), dict[int, Manifest]()
        for number in self._ids("text") if forms or settings else ():
            if any(form in forms or setting in settings for form, setting in self._manifest(number, bases).pairs):
                found.add(number)
        return found

    def drop_unused(self, *, sure: bool = False) -> None:
        """Drops texts that no reading and no version has any more, and what only they had.

        `sure` looks through all that texts are made of even where no text went.
        """
        unused = (
            "DELETE FROM text WHERE NOT EXISTS (SELECT 1 FROM reading WHERE text_id = text.id)"
            " AND NOT EXISTS (SELECT 1 FROM version WHERE text_id = text.id)"
            " AND NOT EXISTS (SELECT 1 FROM text AS other WHERE other.base_id = text.id)"
        )
        if self._db.execute(unused).rowcount or sure:
            self._db.execute(unused)  # on which nothing rests any more
            self._sweep()

    # -- inside

    def _manifest(self, number: int, bases: dict[int, Manifest]) -> Manifest:
        """`bases` are texts on which others rest, as far as they are known; more are put to them."""
        row = self._db.conn.execute("SELECT sum, base_id, clauses FROM text WHERE id = ?", (number,)).fetchone()
        if row is None:
            raise LookupError(f"no text {number} is held; `clausewatch rebuild` makes it again")
        kept, base, clauses = row
        if base is not None and base not in bases:
            bases[base] = self._manifest(base, {})
        try:
            found = Manifest.unpacked(clauses, bases[base] if base is not None else None)
        except ValueError:
            found = None
        if found is None or found.sum != kept:
            raise DamagedError(f"the text {number}", "is not what was stored")
        return found

    def _row(self, pairs: Sequence[tuple[int, int]], laying: Laying, near: int | None) -> tuple[int, int]:
        """The row of a text, and on which one others may rest."""
        mine = Manifest.of(pairs)
        alike = self._db.conn.execute("SELECT id, base_id FROM text WHERE sum = ?", (mine.sum,)).fetchall()
        for number, base in alike:
            if self._manifest(number, {}).raw == mine.raw:
                return number, number if base is None else base
        base, known = near, None
        if near is not None:
            if near not in laying.bases:
                found = self._manifest(near, {})
                laying.bases[near] = found, frozenset(found.pairs)
            known, held = laying.bases[near]
            if _MOST_NEW * len(pairs) < len(set(pairs).difference(held)):
                known = base = None
        new = "INSERT INTO text (sum, base_id, clauses) VALUES (?, ?, ?) RETURNING id"
        ((number,),) = self._db.conn.execute(new, (mine.sum, base, mine.packed(known))).fetchall()
        return number, number if base is None else base

    def _kept(self, number: int) -> Kept:
        (base,) = self._db.conn.execute("SELECT coalesce(base_id, id) FROM text WHERE id = ?", (number,)).fetchone()
        forms = self.forms(number)
        ask = "SELECT id, wording_id FROM form WHERE id IN (SELECT value FROM json_each(?))"
        found = dict(self._db.conn.execute(ask, (to_json(forms),)).fetchall())
        return Kept(number, base, tuple([found[form] for form in forms]))

    def _note(self, clauses: tuple[Clause, ...], number: int) -> None:
        if len(self._lately) >= _LATELY:
            del self._lately[next(iter(self._lately))]
        self._lately[id(clauses)] = (clauses, number)  # held here, so that no other has its id

    def _is_held(self, number: int) -> bool:
        return self._db.conn.execute("SELECT 1 FROM text WHERE id = ?", (number,)).fetchone() is not None

    def _ids(self, table: str) -> set[int]:
        return {number for (number,) in self._db.conn.execute(f"SELECT id FROM {table}")}

    def _sweep(self) -> None:
        used: tuple[set[int], set[int]] = (set(), set())
        bases: dict[int, Manifest] = {}
        for number in self._ids("text"):
            for form, setting in self._manifest(number, bases).pairs:
                used[0].add(form)
                used[1].add(setting)
        for table, numbers in zip(("form", "setting"), used, strict=True):
            gone = [(number,) for number in self._ids(table) - numbers]
            self._db.conn.executemany(f"DELETE FROM {table} WHERE id = ?", gone)
        used_shapes = "SELECT shape_id FROM form"
        self._db.execute(f"DELETE FROM shape WHERE id NOT IN ({used_shapes})")
