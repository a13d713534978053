"""Are scanned pages recognised where that is possible, and is it always said that they were?"""

import io
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from corpus import UnreadableFile, place_of, read_document
from corpus.readers import Guard, RawText, door, ofd, pdf, read_file
from corpus.readers.layout import PageLine
from corpus.readers.recognition import Picture, Reading, load
from corpus.readers.rows import Word
from corpus.readers.scans import from_pages
from tests import paged_files as pages

FONTS = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
NOTICE = (
    "关于加强危险性较大的分部分项工程安全管理的通知",
    "一、工作目标",
    "各单位应当落实安全生产责任，搭设高度8m及以上的，应当组织专家论证。",
)


class StandIn:
    """Recognises the same two lines in every picture, and keeps the pictures."""

    def __init__(self) -> None:
        self.pictures: list[Picture] = []

    def __call__(self, picture: Picture) -> Reading:
        self.pictures.append(picture)
        words = [Word("第二行", 100, 900, 660, 40), Word("关于扫描的", 100, 300, 600, 40)]
        return Reading([*words, Word("通知", 305, 380, 601, 40)], 1000, 1400)


def test_only_pages_without_text_are_recognised_and_marked(tmp_path: Path) -> None:
    engine = StandIn()
    path = pages.pdf(tmp_path / "a.pdf", [[], [(72, 700, pages.LONG)], [], []])
    raw = pdf.read(path, engine)
    assert raw.text.split("\n\n")[:3] == ["关于扫描的通知", "第二行", pages.LONG]
    assert [place.name for place in raw.places] == [f"第{n}页" for n in (1, 2, 3, 4)]
    assert "第 1、3—4 页由文字识别得到，请核对" in raw.notes
    [doubt] = raw.doubts
    assert (doubt.field, doubt.value, doubt.reason) == (
        "text", "第1、3—4页", "由文字识别得到，请核对",
    )  # fmt: skip
    assert raw.unread == 0
    assert len(engine.pictures) == 3
    [first, *_] = engine.pictures
    assert isinstance(first, np.ndarray)
    assert first.shape == (2339, 1653, 3)  # A4 at 200 dpi


def test_pictures_on_an_ofd_page_are_recognised(tmp_path: Path) -> None:
    path = pages.ofd(
        tmp_path / "a.ofd", '<ImageObject Boundary="20 30 100 140" ResourceID="5"/>',
        resources='<MultiMedia ID="5" Type="Image"><MediaFile>a.jpg</MediaFile></MultiMedia>',
        picture=b"picture",
    )  # fmt: skip
    engine = StandIn()
    raw = ofd.read(path, engine)
    assert engine.pictures == [b"picture"]
    assert raw.text == "关于扫描的通知\n\n第二行"
    assert raw.doubts


def test_a_page_in_which_nothing_is_recognised_stays_a_page_without_text() -> None:
    line = PageLine(1, "一行字", 0, 100, 0.5, 5)
    raw = from_pages("PDF", [[line], [], []], [2, 3])
    assert (raw.unread, raw.doubts) == (2, ())
    assert "其中第 2—3 页没有文字（可能是扫描页或图），没有读出" in raw.notes


def test_a_hint_says_how_to_get_recognition(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "installed", lambda: False)
    with pytest.raises(UnreadableFile, match=r"zhiku\[ocr\]"):
        read_file(pages.pdf(tmp_path / "a.pdf", [[], []]))
    raw = read_file(pages.pdf(tmp_path / "b.pdf", [[(72, 700, pages.LONG)], []]))
    assert "zhiku[ocr]" in "".join(raw.notes)


def test_a_failed_recognition_leaves_what_could_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "installed", lambda: True)
    guard = _FailingGuard()
    with guard:
        raw = read_file(pages.pdf(tmp_path / "b.pdf", [[(72, 700, pages.LONG)], []]), guard)
    assert raw.text.startswith(pages.LONG)
    assert "文字识别没有成功（读得太久）" in "".join(raw.notes)


class _FailingGuard(Guard):
    @property
    def scans(self) -> Any:
        return self

    def read(self, form: str, path: Path) -> RawText:
        if form.endswith("-scan"):
            raise UnreadableFile(path, "读得太久", "")
        return super().read(form, path)


def scan(path: Path) -> Path:
    """Write a PDF of one page that is a picture of NOTICE, and one page of text."""
    draw = pytest.importorskip("PIL.ImageDraw", reason="no Pillow: extra `ocr` is not installed")
    from PIL import Image, ImageFont

    image = Image.new("RGB", (1654, 2339), "white")
    font = ImageFont.truetype(str(FONTS), 36, index=2)
    for number, text in enumerate(NOTICE):
        draw.Draw(image).text((150, 200 + 80 * number), text, font=font, fill="black")
    image.save(path, resolution=200)
    return path


@pytest.fixture
def scanned(tmp_path: Path) -> Path:
    pytest.importorskip("rapidocr", reason="extra `ocr` is not installed")
    if not FONTS.exists():
        pytest.skip(f"no Chinese font to draw a page with: {FONTS}")
    return scan(tmp_path / "扫描.pdf")


def test_a_scanned_page_is_read_by_the_real_engine(scanned: Path) -> None:
    document, _ = read_document(scanned)
    for text in NOTICE:
        assert text in document.text
    assert place_of(document, document.text.index("工作目标")) == "第1页"
    assert "第 1 页由文字识别得到，请核对" in document.notes


def test_the_real_engine_reads_image_files_too(scanned: Path) -> None:
    from PIL import Image

    buffer = io.BytesIO()
    pixels = Image.new("RGB", (600, 120), "white")
    pixels.save(buffer, "PNG")
    recognise = load()
    assert recognise(buffer.getvalue()) == Reading([], 600, 120)
    assert recognise(b"no image") == Reading([], 0, 0)


def test_a_damaged_archive_of_pictures_is_no_crash(tmp_path: Path) -> None:
    path = pages.ofd(tmp_path / "a.ofd", '<ImageObject Boundary="0 0 1 1" ResourceID="5"/>')
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
    assert ofd.read(path, StandIn()).unread == 1
