"""What must not lie in the repository: foreign hosts, machine paths, real addresses, running code in templates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tests.ground.source_tree import ROOT, repository_files, short, text_of, tree

TOP_LEVEL = {
    ".ci", ".gitattributes", ".gitignore", "CHANGELOG.md", "LICENSE", "README.md", "constraints.txt", "desktopcrm", "main.py",
    "pyproject.toml", "resources", "tests", "ui",
}  # fmt: skip
LICENCES = re.compile(r"(^LICENSE$|OFL|-LICENSE|licen[cs]e)", re.IGNORECASE)
EXAMPLE = r"(?:[\w-]+\.)*(?:example(?:\.(?:com|org|net|cn|de))?|test|invalid|localhost)"
URL = re.compile(r"\bhttps?://([\w.-]+)")
MAIL = re.compile(r"[\w.+-]+@((?:[\w-]+\.)+[a-z]{2,})\b", re.IGNORECASE)
KNOWN_HOSTS = {
    "www.w3.org",
    "json-schema.org",
    "scripts.sil.org",
    "openfontlicense.org",
    "www.apache.org",
    "lucide.dev",
}
# a letter in brackets, so that this file does not find itself
REGISTRIES = re.compile(r"[p]ypi\.|[p]ythonhosted\.|[n]pmjs\.|--[i]ndex-url|--[f]ind-links|[a]rtifactory")
MACHINE_PATHS = re.compile(
    "|".join((r"(?<![\w.])/(?:home|Users)/\w", r"(?<![\w.])/(?:root|work|opt)/\w", r"\b[A-Z]:\\Users\\\w"))
)
TEMPLATE_CODE = re.compile(r"\beval\b|@preview")


def texts_to_read() -> Iterator[tuple[Path, str]]:
    for file in repository_files():
        text = None if LICENCES.search(file.name) else text_of(file)
        if text is not None:
            yield file, text


def found(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{short(file)}:{text.count(chr(10), 0, hit.start()) + 1} {hit.group()}"
        for file, text in texts_to_read()
        for hit in pattern.finditer(text)
    ]


def test_the_top_level_is_fixed() -> None:
    assert {file.relative_to(ROOT).parts[0] for file in repository_files()} <= TOP_LEVEL


def test_no_package_registry_is_named() -> None:
    assert found(REGISTRIES) == []


def test_no_path_of_a_machine_is_named() -> None:
    assert found(MACHINE_PATHS) == []


def test_every_web_address_is_an_example_or_a_standard() -> None:
    strangers = {
        f"{short(file)} {host}"
        for file, text in texts_to_read()
        for host in URL.findall(text)
        if host not in KNOWN_HOSTS and not re.fullmatch(EXAMPLE, host)
    }
    assert strangers == set()


def test_every_mail_address_is_an_example() -> None:
    strangers = {
        f"{short(file)} {domain}"
        for file, text in texts_to_read()
        for domain in MAIL.findall(text)
        if not re.fullmatch(EXAMPLE, domain)
    }
    assert strangers == set()


def test_templates_run_no_text_and_fetch_no_package() -> None:
    templates = [file for file in repository_files() if file.suffix == ".typ"]
    assert [short(file) for file in templates if TEMPLATE_CODE.search(file.read_text(encoding="utf-8"))] == []


def test_the_packages_are_pinned_by_hash_for_every_system() -> None:
    for name in ("constraints.txt", "tests/constraints.txt"):
        text = (ROOT / name).read_text(encoding="utf-8")
        pins = re.findall(r"^(\S+)==", text, re.MULTILINE)
        assert pins
        assert text.count("==") >= len(pins)
        blocks = re.split(r"^(?=\S+==)", text, flags=re.MULTILINE)[1:]
        assert [block.splitlines()[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_the_tests_run_on_the_packages_the_user_gets() -> None:
    users, developers = (
        set(re.findall(r"^(\S+==\S+)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE))
        for name in ("constraints.txt", "tests/constraints.txt")
    )
    assert users <= developers


def test_annotations_are_never_evaluated() -> None:
    early = {
        "main.py",
        "desktopcrm/__init__.py",
        "tests/__main__.py",
    }  # must be readable by a Python that is too old
    eager = [
        short(file)
        for file in repository_files()
        if file.suffix == ".py" and short(file) not in early and len(tree(file).body) > 1
        if "from __future__ import annotations" not in file.read_text(encoding="utf-8")
    ]
    assert eager == []
