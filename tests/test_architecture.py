"""Do the parts keep apart? Arrows, homes of libraries, the one door to the database, what thinking parts never do."""

import ast
import importlib
import re
import sys
from functools import cache
from pathlib import Path
from types import FunctionType, ModuleType

import pytest

ROOT = Path(__file__).parent.parent

THINKING = ("extract", "diffs", "versions", "history", "discovery")
BELOW_PIPELINE = {"model", "catalog", "settings", "store", "evidence", "exchange", "deriving", *THINKING}

# Part -> what it may import of our own. A name with a dot allows that module alone.
ARROWS = {
    "model": set(),
    **{part: {"model"} for part in ("extract", "diffs", "versions", "catalog", "settings", "store")},
    "history": {"model", "extract", "diffs", "versions"},
    "discovery": {"model", "extract"},
    "evidence": {"model"},
    "alerts": {"model", "diffs", "versions", "settings", "evidence"},
    "exchange": {"model", "catalog", "store"},
    "deriving": {"model", "catalog", "store", "exchange", *THINKING},
    "crawler": {"model", "catalog", "store", "settings"},
    # the planner and the desk are where what was fetched is handed over
    "pipeline": {"model", "catalog", "store", "alerts", "deriving", *THINKING, "crawler.plan", "crawler.desk"},
    "scheduler": {*BELOW_PIPELINE, "alerts", "crawler", "pipeline"},
    "cli": {*BELOW_PIPELINE, "alerts", "crawler", "pipeline", "scheduler", "demo"},
    "demo": {*BELOW_PIPELINE, "crawler", "pipeline", "scheduler", "cli"},
    "benchmarks": {*BELOW_PIPELINE, "alerts", "crawler", "pipeline", "scheduler", "cli", "demo"},
}

# Room of `extract` -> which of its other rooms it may import. What says what counts as a heading or a word, all may.
WORDS = {
    "extract": {"runs", "one_line", "white_space", "language", "vocabulary"},
    "diffs": {"lexicon", "order", "synonyms"},
}
ROOMS = {
    "extract": {
        **{room: set() for room in ("declared", "decoding", "clauses", "pdf", "facts", "verdicts")},
        "page": {"clauses", "declared"},
        "part": {"page"},
        "links": {"page", "decoding"},
        "apart": {"page", "clauses", "part", "facts"},
    },
    "diffs": {
        **{room: set() for room in ("alignment", "redlines", "outline")},
        "identity": {"alignment"},
        "judgement": {"alignment"},
    },
}

# Library, by the name that is imported -> where alone it is.
HOMES = {
    "aiohttp": {"demo", "benchmarks"},
    "aiosmtpd": {"benchmarks"},
    "apprise": {"alerts"},
    "apscheduler": {"scheduler"},
    "backports": {"store", "crawler.coding", "benchmarks"},  # backports.zstd: what we pack, what others packed
    "brotli": {"crawler.coding"},
    "dask": {"deriving.cluster"},
    "dateparser": {"extract"},
    "diff_match_patch": {"diffs", "benchmarks"},  # measured against
    "distributed": {"deriving.cluster", "benchmarks"},
    "playwright": {"crawler.browser"},
    "protego": {"crawler"},
    "pyarrow": {"exchange.parquet"},
    "pypdf": {"extract", "benchmarks"},  # measured against
    "regex": {"alerts"},
    "rfc3161_client": {"evidence.authority"},
    "rich": {"cli"},
    "scrapy": {"crawler", "benchmarks.crawling.bare"},  # measured against
    "selectolax": {"extract", "benchmarks"},  # measured against, and pages rebuilt
    "sqlite_utils": {"store"},
    "tldextract": {"catalog", "extract.links.domains"},  # whose files are named after, whose page a link leads to
    "twisted": {"crawler"},
    "typer": {"cli"},
    "w3lib": {"crawler", "extract"},  # of pages the charset, of requests the form
    "warcio": {"crawler.warc", "exchange.warc"},  # what is read, what is written
    "waybackpy": {"crawler"},
    "zope": {"crawler"},
}

# A thinking part gets everything as an argument: it looks at no clock, disk, network, database or die.
NOT_IN_THINKING = {
    *("time", "random", "secrets", "os", "pathlib", "tempfile", "shutil", "glob", "socket", "ssl", "http"),
    *("sqlite3", "subprocess", "threading", "multiprocessing", "asyncio", "concurrent"),
}
CLOCKS = {"now", "utcnow", "today"}

SQL = re.compile(
    r"\bSELECT\b.+\bFROM\b|\bINSERT\s+(OR\s+\w+\s+)?INTO\b|\bUPDATE\s+\S+\s+SET\b|\bDELETE\s+FROM\b"
    r"|\b(CREATE|DROP|ALTER)\s+(TEMP\s+|UNIQUE\s+|VIRTUAL\s+)?(TABLE|INDEX|VIEW|TRIGGER)\b"
    r"|\bPRAGMA\s+\w|\bBEGIN IMMEDIATE\b",
    re.DOTALL,
)


def paths():
    found = ROOT.rglob("*.py")
    inside = (path.relative_to(ROOT) for path in found)
    return sorted(
        path for path in inside if not path.parts[0].startswith(".") and path.parts[0] not in ("tests", "home")
    )


def module_name(path):
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path): path for path in paths()}
PARTS = {name.partition(".")[0] for name in MODULES}
PROGRAMS = {"benchmarks", "demo"}  # packages that are run, not imported
PACKAGES = sorted({path.parts[0] for path in MODULES.values() if path.match("*/__init__.py")} - PROGRAMS)
each_module = pytest.mark.parametrize("module", sorted(MODULES))


@cache
def tree(module):
    return ast.parse((ROOT / MODULES[module]).read_text(encoding="utf-8"))


@cache
def imports(module):
    """Names of all that a module imports, wherever in it; of our own, the module that holds what is imported."""
    found = set()
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{MODULES[module]}:{node.lineno}: imports are absolute"
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name if name in MODULES else node.module for name in inner}
    return found


def own_imports(module):
    return {name for name in imports(module) if name.partition(".")[0] in PARTS}


def within(name, allowed):
    return any(name == part or name.startswith(f"{part}.") for part in allowed)


def test_every_part_has_its_arrows():
    assert ARROWS.keys() >= PARTS


def test_arrows_make_no_circle_between_parts():
    """Demo and command may know each other: the one runs the other's story. All else points down."""
    seen = []
    for part, below in ARROWS.items():
        assert {name.partition(".")[0] for name in below} <= {*seen, "demo"}, part
        seen.append(part)


@each_module
def test_a_module_imports_only_where_its_arrows_point(module):
    part = module.partition(".")[0]
    astray = {name for name in own_imports(module) if not within(name, {part, *ARROWS[part]})}
    assert not astray


@pytest.mark.parametrize(("part", "room"), [(part, room) for part, rooms in ROOMS.items() for room in sorted(rooms)])
def test_a_room_imports_only_where_its_arrows_point(part, room):
    inside = {name for name in MODULES if within(name, {f"{part}.{room}"})}
    reached = {name.split(".")[1] for module in inside for name in own_imports(module) if within(name, {part})}
    assert inside
    assert reached <= {room, *WORDS[part], *ROOMS[part][room]}


@pytest.mark.parametrize("part", sorted(ROOMS))
def test_every_room_has_its_arrows(part):
    assert {name.split(".")[1] for name in MODULES if name.count(".") == 2 and within(name, {part})} == set(ROOMS[part])


def test_no_modules_import_each_other_in_a_circle():
    graph = {module: own_imports(module) & MODULES.keys() for module in MODULES}
    while ends := {module for module, below in graph.items() if not below}:
        graph = {module: below - ends for module, below in graph.items() if module not in ends}
    assert not graph, f"circles among, or above: {sorted(graph)}"


@each_module
def test_a_library_is_imported_only_in_its_home(module):
    libraries = {name.partition(".")[0] for name in imports(module)} - PARTS - sys.stdlib_module_names - {"compression"}
    homeless = libraries - HOMES.keys()
    assert not homeless, "give it a home in HOMES, and a line in pyproject.toml"
    assert {library for library in libraries if not within(module, HOMES[library])} == set()


def docstrings(module):
    nodes = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    bodies = (node.body for node in ast.walk(tree(module)) if isinstance(node, nodes))
    return {id(body[0].value) for body in bodies if body and isinstance(body[0], ast.Expr)}


def texts(module):
    """The text constants of a module, docstrings aside; the fixed parts of an f-string are one text."""
    known = docstrings(module)
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.JoinedStr):
            yield " ".join(part.value for part in node.values if isinstance(part, ast.Constant))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in known:
            yield node.value


@each_module
def test_sql_stands_in_the_store_alone(module):
    if module.partition(".")[0] != "store":
        assert [text for text in texts(module) if SQL.search(text)] == []


@pytest.mark.parametrize("module", sorted(name for name in MODULES if name.partition(".")[0] in THINKING))
def test_a_thinking_part_gets_the_world_as_arguments(module):
    assert {name for name in imports(module) if name.partition(".")[0] in NOT_IN_THINKING} == set()
    assert "urllib.request" not in imports(module)
    calls = [node.func for node in ast.walk(tree(module)) if isinstance(node, ast.Call)]
    assert not [call.lineno for call in calls if isinstance(call, ast.Name) and call.id in ("open", "print", "input")]
    assert not [call.lineno for call in calls if isinstance(call, ast.Attribute) and call.attr in CLOCKS]


@each_module
def test_a_module_is_named_after_what_it_does(module):
    name = module.rpartition(".")[2]
    assert name not in {"utils", "util", "helpers", "common", "base", "misc"}
    assert name.startswith("__") or name not in sys.stdlib_module_names


@each_module
def test_a_module_begins_with_the_question_it_answers(module):
    """A package may say instead what goes in and what comes out."""
    docstring = ast.get_docstring(tree(module)) or ""
    assert docstring
    assert "?" in docstring.partition("\n\n")[0] or MODULES[module].name == "__init__.py"


@pytest.mark.parametrize("package", PACKAGES)
def test_the_public_surface_of_a_package_is_listed_and_documented(package):
    imported = importlib.import_module(package)
    listed = imported.__all__
    assert sorted(listed) == sorted(set(listed))
    assert [name for name in listed if not hasattr(imported, name)] == []
    assert [name for name in listed if not documented(package, name, getattr(imported, name))] == []


def documented(package, name, value):
    """Whether it has a docstring of its own; a constant or alias, a text under it or a comment above or beside it."""
    if isinstance(value, type | FunctionType | ModuleType):
        docstring = value.__doc__ or ""
        return bool(docstring) and not docstring.startswith(f"{value.__name__}(")  # what a dataclass makes up
    return any(explained(module, name) for module in MODULES if within(module, {package, "model"}))


def explained(module, name):
    body = tree(module).body
    lines = (ROOT / MODULES[module]).read_text(encoding="utf-8").splitlines()
    for node, after in zip(body, [*body[1:], None], strict=True):
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        if not any(isinstance(target, ast.Name) and target.id == name for target in targets):
            continue
        below = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
        return below or "#" in lines[node.lineno - 1] or lines[node.lineno - 2].startswith("#")
    return False


# ---------------------------------------------------------------- that the rules above can fail


def test_the_sql_rule_knows_sql_from_english():
    assert SQL.search("SELECT id\n  FROM captures")
    assert SQL.search("INSERT OR IGNORE INTO captures VALUES (?)")
    assert not SQL.search("select a policy from the list")


def test_the_arrow_rule_sees_modules_behind_packages():
    assert within("crawler.plan", {"crawler.plan"})
    assert not within("crawler.planning", {"crawler.plan"})
    assert not within("crawler", {"crawler.plan"})
