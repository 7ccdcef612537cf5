"""The method as data: whole, in both languages, and refused with file and key where it is wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from desktopcrm import paths
from desktopcrm.domain.catalogue_load import load
from desktopcrm.errors import UserError

SHIPPED = paths.resources() / "methodology"
CATALOGUE = load(SHIPPED)


def _items(kind: str, source: str) -> set[str]:
    return {field.origin for field in CATALOGUE.kinds[kind].field if field.origin.startswith(source)}


@pytest.mark.parametrize(
    ("kind", "source", "count"),
    [
        ("account", "S1 basics", 4),
        ("rival", "S1 rival", 8),
        ("product", "S1 product", 4),
        ("project", "S1 project", 6),
        ("person", "S1 profile", 8),
    ],
)
def test_no_item_of_the_source_is_missing(kind: str, source: str, count: int) -> None:
    names = {origin.split(")")[0] for origin in _items(kind, source)}
    assert len(names) >= count


@pytest.mark.parametrize(
    ("choices", "keys"),
    [
        ("need_kind", {"product", "personal", "special"}),
        ("need_nature", {"hidden", "explicit"}),
        ("key_point_kind", {"product", "special", "person", "individual"}),
        ("stream", {"rivals", "industry", "macro", "decisions"}),
        ("check_state", {"yes", "doing", "no", "na"}),
        ("behaviour_1", {"demanding", "listener", "technical", "sales"}),
        ("behaviour_2", {"dominant", "amiable", "expressive", "analytical"}),
    ],
)
def test_the_sources_choices_are_exactly_these(choices: str, keys: set[str]) -> None:
    assert {option.key for option in CATALOGUE.options(choices)} == keys


def test_there_are_seven_factors() -> None:
    keys = ["price", "quality", "grade", "brand", "standard", "professionalism", "relationship"]
    assert [factor.key for factor in CATALOGUE.factors] == keys
    assert all(CATALOGUE.find("contender", key) for key in keys)
    assert all(CATALOGUE.find("project", f"weight_{key}") for key in keys)


def test_every_field_says_where_it_comes_from_and_can_be_asked() -> None:
    for kind in CATALOGUE.kinds.values():
        for field in kind.field:
            assert field.origin, (kind.kind, field.key)
            assert field.ask.en, (kind.kind, field.key)
            assert field.ask.zh, (kind.kind, field.key)


def test_weighted_fields_say_who_knows_and_private_ones_never_reach_the_customer() -> None:
    for kind in CATALOGUE.kinds.values():
        for field in kind.field:
            assert field.knows or not field.weight or field.block == "procurement", (kind.kind, field.key)
            assert not (field.is_private and field.customer), (kind.kind, field.key)


@pytest.mark.parametrize(
    ("file", "old", "new", "named"),
    [
        ("rival.toml", 'type = "percent"', 'type = "per cent"', "field market_share.type"),
        ("rival.toml", 'type = "percent"', 'typ = "percent"', "field market_share.typ"),
        ("rival.toml", 'key = "market_share"', 'key = "threat"', "threat"),
        ("person.toml", 'privacy = "sensitive"', 'privacy = "secret"', "field family_situation.privacy"),
        ("stages.toml", 'key = "3d"', 'key = "3c"', "3c"),
        ("stages.toml", "number = 3", "number = 9", "number"),
        ("model.toml", 'layer = "surface"', 'layer = "ceiling"', "layer"),
        ("key_point.toml", 'cover_by = "kind"', 'cover_by = "sort"', "cover_by"),
        ("need.toml", 'kind = "need"', 'kind = "need', "-"),
    ],
)
def test_a_bad_catalogue_is_refused_with_file_and_key(
    tmp_path: Path, file: str, old: str, new: str, named: str
) -> None:
    folder = tmp_path / "methodology"
    shutil.copytree(SHIPPED, folder)
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(UserError) as refused:
        load(folder)
    assert refused.value.params["file"] == file
    assert named in str(refused.value.params["entry"])


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "methodology"
    shutil.copytree(SHIPPED, folder)
    (folder / "stages.toml").unlink()
    with pytest.raises(UserError) as refused:
        load(folder)
    assert refused.value.params["file"] == "stages.toml"
