"""What may whoever sat a test see of the results by now?

The keys are never shown while the same person may still try again, whatever the rules of the test,
nor at the end while answers of others that were under way are still taken.
"""

from dataclasses import dataclass

from library.exams.records import GRACE, Exam, Showing, Sitting

__all__ = ["Shown", "shown_to"]


@dataclass(frozen=True, slots=True)
class Shown:
    """Whether the score is shown, and whether the keys with their explanations are."""

    score: bool
    keys: bool


def shown_to(exam: Exam, sitting: Sitting, now: float) -> Shown:
    """Return what is shown of a sitting at a moment; nothing before it is handed in."""
    if sitting.submitted_at is None:
        return Shown(score=False, keys=False)
    closed = now >= exam.terms.closes_at
    last = sitting.attempt >= exam.terms.attempts
    over = now > exam.terms.closes_at + GRACE
    return Shown(
        score=closed or exam.terms.showing is not Showing.CLOSE,
        keys=over or (exam.terms.showing is Showing.NOW and last),
    )
