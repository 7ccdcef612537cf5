"""Imports point downwards only, and each outside package has one place that knows it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.ground.source_tree import ROOT, imported, module_name, product_files, python_files, short

# outside package → the modules that may import it
KNOWN_BY = {
    "PySide6": ("ui",),
    "shiboken6": ("ui",),
    "sqlalchemy": ("desktopcrm.storage",),
    "sqlcipher3": ("desktopcrm.storage",),
    "sqlite3": ("desktopcrm.storage",),
    "alembic": ("desktopcrm.storage",),
    "typst": ("desktopcrm.services.report_pdf",),
    "platformdirs": ("desktopcrm.paths",),
    "icalendar": ("desktopcrm.services.calendar_file",),
}
DOMAIN_MAY_IMPORT = {"msgspec"}  # reads the catalogue into frozen definitions


def belongs(name: str, packages: tuple[str, ...]) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def test_the_contracts_between_the_layers_hold() -> None:
    if not (ROOT / "ui" / "__init__.py").exists():
        pytest.skip("there is no window yet")
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command; lint_imports_command()",
        "--no-cache",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_each_outside_package_is_imported_only_where_it_is_known() -> None:
    strays = [
        f"{short(file)} imports {name}"
        for file in product_files()
        for name in imported(file)
        if (owners := KNOWN_BY.get(name.split(".")[0])) and not belongs(module_name(file), owners)
    ]
    assert strays == []


def test_the_domain_needs_nothing_but_the_standard_library() -> None:
    allowed = sys.stdlib_module_names | DOMAIN_MAY_IMPORT | {"desktopcrm"}
    strays = [
        f"{short(file)} imports {name}"
        for file in python_files("desktopcrm/domain")
        for name in imported(file)
        if name.split(".")[0] not in allowed
    ]
    assert strays == []


def test_screens_do_not_know_one_another() -> None:
    screens = ROOT / "ui" / "screens"
    strays = [
        f"{short(file)} imports {name}"
        for file in python_files("ui/screens")
        for name in imported(file)
        if name.startswith("ui.screens.") and screen_of(file, screens) not in (None, name.split(".")[2])
    ]
    assert strays == []


def screen_of(file: Path, screens: Path) -> str | None:
    """`ui/screens/account/line.py` → account; the package itself may gather them all."""
    name = Path(file.relative_to(screens).parts[0]).stem
    return None if name == "__init__" else name


def test_widgets_know_no_service_and_no_storage() -> None:
    strays = [
        f"{short(file)} imports {name}"
        for file in python_files("ui/widgets")
        for name in imported(file)
        if belongs(name, ("desktopcrm.services", "desktopcrm.storage", "desktopcrm.app"))
    ]
    assert strays == []


def test_the_whole_core_loads_without_qt_and_without_the_window() -> None:
    modules = [module_name(file) for file in python_files("desktopcrm") if file.stem != "__main__"]
    program = (
        f"import importlib, sys\nfor name in {modules!r}: importlib.import_module(name)\n"
        "loaded = {name.split('.')[0] for name in sys.modules}\n"
        "sys.exit(' '.join(loaded & {'PySide6', 'shiboken6', 'ui'}) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_bootstrap_needs_nothing_but_the_standard_library() -> None:
    program = (
        "import sys; import main; from desktopcrm import bootstrap, start_checks, start_errors\n"
        "start_errors.sentence('start.preparing')\n"
        "own = {'main', 'desktopcrm', '__main__'}\n"
        "sys.exit(' '.join({n.split('.')[0] for n in sys.modules} - set(sys.stdlib_module_names) - own) or 0)"
    )
    command = [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{program}"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_core_never_says_any() -> None:
    strays = [short(file) for file in python_files("desktopcrm") if "typing.Any" in imported(file)]
    assert strays == []


def test_only_storage_speaks_sql() -> None:
    strays = [
        short(file)
        for file in python_files("desktopcrm")
        if "storage" not in file.parts and "exec_driver_sql" in file.read_text(encoding="utf-8")
    ]
    assert strays == []
