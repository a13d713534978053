"""Is it said how far a build has come, how fast it is and how long it will take?"""

import io

import pytest
from rich.console import Console

from commands import build_progress
from library.jobs import lasting


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr("commands.build_progress.time.monotonic", lambda: now[0])
    return now


def test_lines_where_nobody_watches(clock: list[float], capsys: pytest.CaptureFixture[str]) -> None:
    with build_progress.build_progress(visible=True) as advance:
        for done in range(0, 3_001, 100):
            advance("建立语义索引", done, 3_000)
            clock[0] += 1
    assert capsys.readouterr().err.splitlines() == [
        "建立语义索引：1,000 / 3,000 条，100 条/秒，约剩 20 秒",
        "建立语义索引：2,000 / 3,000 条，100 条/秒，约剩 10 秒",
        "建立语义索引：3,000 / 3,000 条，100 条/秒",
    ]


def test_a_phase_that_takes_no_time_is_not_told(
    clock: list[float], capsys: pytest.CaptureFixture[str]
) -> None:
    with build_progress.build_progress(visible=True) as advance:
        advance("读取资料", 0, 0)
        advance("建立语义索引", 5, 5)
    assert capsys.readouterr().err == ""


def test_nothing_is_shown_unasked(clock: list[float], capsys: pytest.CaptureFixture[str]) -> None:
    with build_progress.build_progress(visible=False) as advance:
        advance("建立语义索引", 0, 3_000)
        clock[0] += 60
        advance("建立语义索引", 3_000, 3_000)
    assert capsys.readouterr().err == ""


def test_a_bar_with_rate_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = io.StringIO()
    console = Console(file=shown, force_terminal=True, width=120)
    monkeypatch.setattr(build_progress, "Console", lambda **_: console)
    with build_progress.build_progress(visible=True) as advance:
        for done in range(0, 5_001, 500):
            advance("建立关键词索引", done, 5_000)
    assert "建立关键词索引" in shown.getvalue()
    assert "5000/5000" in shown.getvalue()
    assert "条/秒" in shown.getvalue()


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0.4, " 0 秒"), (59.2, " 59 秒"), (60, " 1 分 0 秒"), (3_725, " 1 小时 2 分")],
)
def test_times_in_words(seconds: float, said: str) -> None:
    assert lasting(seconds) == said
