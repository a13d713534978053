"""What is done in the background, how far has it come, and how did it end?

Each job runs in a process of its own: the server stays quick, and survives whatever happens there.
"""

from library.jobs.job import Job, Kind, State
from library.jobs.pace import Pace, lasting
from library.jobs.runner import Jobs

__all__ = ["Job", "Jobs", "Kind", "Pace", "State", "lasting"]
