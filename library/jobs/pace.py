"""How fast does something go, and how long will it still take?"""

from dataclasses import dataclass

__all__ = ["Pace", "lasting"]


@dataclass(frozen=True, slots=True)
class Pace:
    """A phase `seconds` after it was first heard of, when `first` of `total` were done."""

    done: int
    total: int
    first: int
    seconds: float

    @property
    def rate(self) -> float:
        """How many are done in a second."""
        return (self.done - self.first) / max(self.seconds, 1e-3)

    @property
    def remaining(self) -> float | None:
        """Seconds that it still takes, None where that cannot be told."""
        return (self.total - self.done) / self.rate if self.rate > 0 else None

    def sentence(self, phase: str, unit: str = "条") -> str:
        """Say how far it has come, and where that is known how fast and how long still."""
        said = f"{phase}：{self.done:,} / {self.total:,} {unit}"
        if self.done <= self.first:
            return said
        precise = 0 if self.rate >= 10 else 1
        said += f"，{self.rate:,.{precise}f} {unit}/秒"
        left = self.remaining if self.done < self.total else None
        return said if left is None else f"{said}，约剩{lasting(left)}"


def lasting(seconds: float) -> str:
    """Say a time in words, to the second below a minute and an hour."""
    minutes, rest = divmod(round(seconds), 60)
    if minutes >= 60:
        return f" {minutes // 60} 小时 {minutes % 60} 分"
    return f" {minutes} 分 {rest} 秒" if minutes else f" {rest} 秒"
