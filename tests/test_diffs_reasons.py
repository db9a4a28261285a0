"""Does every reason why a change is not told read as one, and is it explained?"""

import ast
from pathlib import Path

from diffs.reasons import HOLDS, KINDS, REASONS, say_reason
from model import ChangeKind

ROOT = Path(__file__).parent.parent
CODE = [*sorted((ROOT / "diffs").glob("*.py")), *sorted((ROOT / "diffs" / "judgement").glob("*.py"))]
CODE = [path for path in [*CODE, ROOT / "history.py"] if path.name != "reasons.py"]


def constants(node, names):
    """The texts that an expression can be: of a name, what the module gives it."""
    match node:
        case ast.Constant(value=str() as text):
            yield text
        case ast.Name(id=name):
            yield from names.get(name, ())
        case ast.IfExp(body=one, orelse=other):
            yield from constants(one, names)
            yield from constants(other, names)
        case ast.Tuple(elts=elements) | ast.BoolOp(values=elements):
            for element in elements:
                yield from constants(element, names)


def named(tree):
    """What the module gives its names, also several at once."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            target, value = node.targets[0], node.value
            several = isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple)
            for name, given in zip(target.elts, value.elts, strict=True) if several else [(target, value)]:
                if isinstance(name, ast.Name):
                    yield name.id, list(constants(given, {}))


def given(path):
    """Every constant reason in a module: of `Noise(reason, ...)`, `quietened(change, reason)` and `because=(reason,)`,
    and what functions return that give a text of several words.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = dict(named(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Noise":
            yield from constants(node.args[0] if node.args else node.keywords[0].value, names)
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "quietened":
            yield from constants(node.args[1], names)
        elif isinstance(node, ast.keyword) and node.arg == "because":
            yield from constants(node.value, names)
        elif isinstance(node, ast.FunctionDef) and isinstance(node.returns, ast.Name) and node.returns.id == "str":
            returned = [inner.value for inner in ast.walk(node) if isinstance(inner, ast.Return) and inner.value]
            yield from (text for value in returned for text in constants(value, names) if " " in text.strip())


def test_every_reason_that_the_code_gives_is_explained():
    reasons = {reason for path in CODE for reason in given(path)} - {""}
    assert reasons == REASONS.keys() | HOLDS.keys()


def test_every_quiet_kind_has_words():
    assert KINDS.keys() == {kind for kind in ChangeKind if kind.quiet}


def test_reasons_that_stand_together_read_as_one():
    assert say_reason("seen once, in another rendition") == "seen once, in another rendition"
    assert say_reason("date, typographic, renumbered") == "only dates and typography and numbers of clauses"
    assert say_reason("page frame, wording") == "page frame and wording"


def test_a_persons_word_is_said_as_it_is():
    assert say_reason("ruled by mara") == "ruled by mara"


def test_what_gives_no_reason_says_so():
    assert say_reason("") == "no reason given"
