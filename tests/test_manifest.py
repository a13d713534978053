"""Does a manifest say what an index was made from, and what no longer holds?"""

from dataclasses import replace
from pathlib import Path

import pytest

from indexer.errors import GenerationBroken
from indexer.manifest import (
    SCHEMA,
    Manifest,
    Stamp,
    differences,
    engine_versions,
)
from tests.indexing import Characters, Hashing

STAMP = Stamp.of(Characters(), Hashing())
MANIFEST = Manifest(STAMP, "2026-01-05T08:15:00+08:00", 2, 5, 6, "abc", {"numpy": "2.4"})


def test_stamp() -> None:
    assert Stamp(SCHEMA, "characters-1+1", "hashing:1", 8) == STAMP
    assert STAMP.model == "hashing"
    assert Stamp.of(Characters(), None).model is None


def test_written_and_read_back(tmp_path: Path) -> None:
    path = tmp_path / "manifest.json"
    MANIFEST.write(path)
    assert Manifest.read(path) == MANIFEST
    first = path.read_bytes()
    MANIFEST.write(path)
    assert path.read_bytes() == first


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"stamp": {"schema": 1}}'])
def test_damage_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "manifest.json"
    path.write_text(content, "utf-8")
    with pytest.raises(GenerationBroken, match=r"manifest\.json"):
        Manifest.read(path)


def test_another_form_is_named(tmp_path: Path) -> None:
    path = tmp_path / "manifest.json"
    replace(MANIFEST, stamp=replace(STAMP, schema=99)).write(path)
    with pytest.raises(GenerationBroken, match="格式版本是 99"):
        Manifest.read(path)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        (replace(STAMP, schema=0), "本程序用第 0 版"),
        (Stamp.of(Characters("2"), Hashing()), "词典或同义词"),
        (replace(STAMP, segmenter="characters-2+1"), "切词规则"),
        (Stamp.of(Characters(), None), "只能按关键词检索"),
        (Stamp.of(Characters(), Hashing(version="2")), "内容与建立索引时不同"),
        (replace(STAMP, embedder="m3e:1"), "由 hashing 换成了 m3e"),
        (replace(STAMP, dimension=9), "内容与建立索引时不同"),
    ],
)
def test_what_differs_is_said(changed: Stamp, message: str) -> None:
    [sentence] = differences(STAMP, changed)
    assert message in sentence


def test_nothing_differs() -> None:
    assert differences(STAMP, Stamp.of(Characters(), Hashing())) == []


def test_vectors_that_are_missing_are_said() -> None:
    [sentence] = differences(Stamp.of(Characters(), None), STAMP)
    assert "没有语义向量" in sentence
    assert "zhiku reindex" in sentence


def test_engine_versions() -> None:
    assert {"Whoosh-Reloaded", "faiss-cpu", "jieba"} <= engine_versions().keys()
