"""Does every reason why a change is not told read as one, and is it explained?"""

import ast
from pathlib import Path

from diffs.reasons import KINDS, REASONS, say_reason
from model import ChangeKind

ROOT = Path(__file__).parent.parent
CODE = [*sorted((ROOT / "diffs").rglob("*.py")), ROOT / "history.py"]


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


def given(path):
    """Every constant reason in a module: of `Noise(reason, ...)`, of `because=(reason,)`, and what `_whole` returns."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assigned = [one for one in ast.walk(tree) if isinstance(one, ast.Assign) and isinstance(one.targets[0], ast.Name)]
    names = {one.targets[0].id: list(constants(one.value, {})) for one in assigned}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Noise":
            yield from constants(node.args[0] if node.args else node.keywords[0].value, names)
        elif isinstance(node, ast.keyword) and node.arg == "because":
            yield from constants(node.value, names)
        elif isinstance(node, ast.FunctionDef) and node.name == "_whole":
            for inner in ast.walk(node):
                if isinstance(inner, ast.Return) and inner.value:
                    yield from constants(inner.value, names)


def test_every_reason_that_the_code_gives_is_explained():
    reasons = {reason for path in CODE for reason in given(path)} - {""}
    assert len(reasons) >= 5
    assert reasons <= REASONS.keys()


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
