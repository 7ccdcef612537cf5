"""One door for each thing that hostile text could use: labels, tool tips, links, the typesetter, files, sockets, logs.

Each rule names the files that may; whoever needs another door argues for it here.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.ground.source_calls import called, calls, said
from tests.ground.source_tree import ROOT, imported, nodes, product_files, python_files, short

RICH_WIDGETS = {
    "QMessageBox", "QTextEdit", "QTextBrowser", "QTextDocument", "QErrorMessage", "QWhatsThis", "QInputDialog",
    "QProgressDialog", "QGraphicsTextItem", "QStaticText", "QWizard", "QWizardPage", "QSplashScreen", "QStatusBar",
    "QSystemTrayIcon",
}  # fmt: skip
RICH_CALLS = {
    "setHtml", "insertHtml", "appendHtml", "setMarkdown", "setWhatsThis", "setStatusTip", "setTextFormat",
    "setOpenExternalLinks", "setInformativeText", "setDetailedText", "drawStaticText", "drawText",
}  # fmt: skip
RICH_ALLOWED = {
    "ui/widgets/label.py": {"QLabel", "setTextFormat"},
    "ui/widgets/painting.py": {"drawText"},  # lines and blocks of text, without what hides in them
    "ui/widgets/coverage.py": {"drawText"},  # a number
    "ui/widgets/avatar.py": {"drawText"},  # two initials
}
NETWORK = {
    "socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "poplib", "imaplib", "telnetlib", "xmlrpc", "socketserver",
    "asyncio", "requests", "httpx", "aiohttp", "multiprocessing", "logging.handlers", "webbrowser",
}  # fmt: skip
RUNNING = {"pickle", "marshal", "shelve", "code", "codeop", "runpy", "xml", "yaml"}
PROCESSES = {
    "desktopcrm/bootstrap.py",  # before the program itself is there
    "desktopcrm/storage/whereabouts.py",  # /sbin/mount on a Mac, without arguments
}
LOCAL_SOCKETS = (
    "ui/app.py",  # a second start raises the first window
    "ui/departure/buses.py",  # the desktop tells that its screen was locked
)
LOG_CALLS = {"error", "info", "debug"}


def names(file: Path) -> Iterator[tuple[int, str]]:
    for node in nodes(file):
        if isinstance(node, ast.Name):
            yield node.lineno, node.id
        elif isinstance(node, ast.Attribute):
            yield node.lineno, node.attr
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, alias.name) for alias in node.names)


# what is shown


def test_one_place_makes_labels_and_nothing_guesses_at_markup() -> None:
    wrong = [
        f"{short(file)}:{line} {name}"
        for file in python_files("ui")
        for line, name in names(file)
        if name in RICH_WIDGETS | RICH_CALLS | {"QLabel"} and name not in RICH_ALLOWED.get(short(file), set())
    ]
    assert wrong == []


def is_plain_tip(node: ast.expr) -> bool:
    """`plain_tip(…)`, nothing, or a choice between the two."""
    if isinstance(node, ast.IfExp):
        return is_plain_tip(node.body) and is_plain_tip(node.orelse)
    if isinstance(node, ast.BoolOp):
        return all(is_plain_tip(one) for one in node.values)
    if isinstance(node, ast.Constant):
        return node.value in ("", None)
    return isinstance(node, ast.Call) and called(node) == "plain_tip"


def test_every_tool_tip_is_plain() -> None:
    wrong = [
        said(file, node)
        for file in python_files("ui")
        for node in calls(file, "setToolTip", "showText")
        if not is_plain_tip(node.args[-1] if called(node) == "setToolTip" else node.args[1])
    ]
    assert wrong == []


def test_every_tool_tip_of_a_model_is_plain() -> None:
    """What follows `role == _TIP` gives back `plain_tip(…)` itself, or asks a `_tip` whose every answer is one."""
    wrong = []
    for file in python_files("ui"):
        for node in nodes(file):
            if isinstance(node, ast.If) and re.search(r"\b_TIP\b|ToolTipRole", ast.unparse(node.test)):
                wrong += [said(file, one) for one in ast.walk(node) if gives_markup(one)]
            if isinstance(node, ast.FunctionDef) and node.name == "_tip":
                wrong += [said(file, one) for one in ast.walk(node) if gives_markup(one)]
    assert wrong == []


def gives_markup(node: ast.AST) -> bool:
    if not isinstance(node, ast.Return) or node.value is None:
        return False
    return not (is_plain_tip(node.value) or ast.unparse(node.value).startswith("self._tip("))


def test_what_is_opened_outside_is_a_file_of_ours_never_a_link_from_data() -> None:
    wrong = [
        said(file, node)
        for file in python_files("ui")
        for node in calls(file, "openUrl")
        if not ast.unparse(node.args[0]).startswith("QUrl.fromLocalFile(")
    ]
    assert wrong == []
    assert [
        said(file, node) for file in python_files("ui") for node in calls(file, "QUrl", "fromUserInput")
    ] == []


# what is run


def test_nothing_is_run_that_came_as_text() -> None:
    wrong = [said(file, node) for file in product_files() for node in calls(file, "eval", "exec", "compile", "__import__")
             if isinstance(node.func, ast.Name)]  # fmt: skip
    wrong += [
        f"{short(file)} imports {name}"
        for file in product_files()
        for name in imported(file)
        if name.split(".")[0] in RUNNING
        or (name.split(".")[0] == "subprocess" and short(file) not in PROCESSES)
    ]
    wrong += [said(file, node) for file in product_files() for node in calls(file, "system", "popen", "execv", "spawnv")
              if ast.unparse(node.func).startswith("os.")]  # fmt: skip
    assert wrong == []


def test_the_typesetter_gets_our_template_and_data_as_data() -> None:
    file = ROOT / "desktopcrm" / "services" / "report_pdf.py"
    settings = {"sys_inputs", "format", "ppi", "pdf_standards", "timestamp"}
    for node in calls(file, "compile"):
        if ast.unparse(node.func).startswith("re."):
            continue
        assert not node.args, said(file, node)
        assert {one.arg for one in node.keywords} <= settings, said(file, node)
    for node in calls(file, "Compiler"):
        assert "resources()" in file.read_text(encoding="utf-8")
        assert not isinstance(node.args[0], ast.JoinedStr), said(file, node)
        assert any(one.arg == "root" for one in node.keywords), "no file above the templates is within reach"


def test_templates_read_nothing_but_their_data_and_link_only_within_the_document() -> None:
    reading = re.compile(
        r"\b(link|read|image|plugin|csv|json|xml|yaml|toml|cbor|bibliography|include|attach|embed|eval)\(([^)]{0,40})"
    )
    found = [
        f"{short(file)} {hit.group()}"
        for file in sorted((ROOT / "resources" / "pdf").glob("*.typ"))
        for hit in reading.finditer(file.read_text(encoding="utf-8"))
    ]
    allowed = ("json(bytes(sys.inputs.data", "link(target, ")
    assert [one for one in found if not one.split(" ", 1)[1].startswith(allowed)] == []
    assert len(found) == len(allowed)


def test_the_window_sets_documents_in_a_thread() -> None:
    """In `ui/`, whatever sets pages stands in a `lambda` that `jobs.start` carries off."""
    setting = {"printed", "pdf", "pages", "make", "save", "batch"}
    wrong = []
    for file in python_files("ui"):
        carried = {
            id(inner)
            for node in calls(file, "start")
            for given in node.args
            if isinstance(given, ast.Lambda)
            for inner in ast.walk(given)
        }
        for node in calls(file, *setting):
            owner = ast.unparse(node.func).split(".")[-2] if isinstance(node.func, ast.Attribute) else ""
            if owner in ("order", "documents", "press()") and id(node) not in carried:
                wrong.append(said(file, node))
    assert wrong == []


# what goes out


def test_no_module_that_speaks_to_a_network_is_imported() -> None:
    wrong = [
        f"{short(file)} imports {name}"
        for file in product_files()
        for name in imported(file)
        if any(name == one or name.startswith(f"{one}.") for one in NETWORK)
        or (name.startswith("PySide6.QtNetwork") and not short(file).startswith(LOCAL_SOCKETS))
        or (name.startswith("PySide6.QtNetwork.") and not name.endswith((".QLocalServer", ".QLocalSocket")))
    ]
    assert wrong == []


def test_the_log_takes_only_keys_that_stand_in_our_code() -> None:
    wrong = [
        said(file, node)
        for file in product_files()
        for node in calls(file, *LOG_CALLS)
        if ast.unparse(node.func).startswith("logs.")
        and not (
            isinstance(node.args[0], ast.Constant)
            and re.fullmatch(r"[a-z_0-9]+(\.[a-z_0-9]+)+", str(node.args[0].value))
        )
    ]
    assert wrong == []
