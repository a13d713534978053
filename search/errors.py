"""Why can a search not be answered, and what is a person told?

SearchError            anything below; its text is Chinese and fit to show
├── QueryRejected      the query itself cannot be searched (empty, too long, malformed)
├── NotSearchable      there is no usable index; never to be shown as 「0 条」
├── NotTrainable       the home's texts or model are not fit for training; nothing was changed
└── ForestBroken       the learned order cannot be had; the fused order serves
"""

from pathlib import Path

__all__ = ["ForestBroken", "NotSearchable", "NotTrainable", "QueryRejected", "SearchError"]


class SearchError(Exception):
    """Root of the errors of searching."""


class QueryRejected(SearchError):
    """The query itself cannot be searched: HTTP 400, exit code 2."""


class NotSearchable(SearchError):
    """There is no usable index: HTTP 503, exit code 3; the text says how to build one."""


class NotTrainable(SearchError):
    """Texts or model are not fit for training, or it came to nothing; the model is as before."""


class ForestBroken(SearchError):
    """The model of the learned order is missing or damaged."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"重排模型 {path} 读不出来（{reason}），整句提问按词语与语义各半排序。"
            "请重新安装本程序，恢复这个文件。"
        )
