"""How is one question put to an OpenAI-compatible endpoint, and what can go wrong?

Proxies of the environment are ignored and redirects are not followed, so that the text goes to the
address that the operator set and to no other.
"""

import json
import threading
import time
from http.client import HTTPException, HTTPResponse
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from library.errors import ModelFailed
from search.settings import Settings

__all__ = ["LanguageModel", "model_of"]

_LONGEST_QUESTION = 60_000  # characters
_LARGEST_ANSWER = 2**20  # bytes
_PIECE = 2**14
_PATH = "/chat/completions"


class LanguageModel:
    """A model behind one address; one question at a time, threads may share it."""

    def __init__(self, url: str, name: str, key: str = "", *, patience: float = 90.0) -> None:
        """Ask `url`, which is the base of the API (…/v1); wait at most `patience` seconds."""
        base = url.rstrip("/")
        self._url = base if base.endswith(_PATH) else base + _PATH
        self.name, self._key, self._patience = name, key, patience
        self._opener = build_opener(ProxyHandler({}), _NoRedirect)
        self._busy = threading.Lock()

    @property
    def host(self) -> str:
        """Where the text goes, to be told to whoever sends it."""
        return urlsplit(self._url).netloc.rpartition("@")[2]

    def complete(self, system: str, question: str) -> str:
        """Return the answer of the model, which is never empty; raise ModelFailed."""
        if len(system) + len(question) > _LONGEST_QUESTION:
            raise ModelFailed("要发送的内容太长，没有发送给语言模型。请缩小范围后重试。")
        if not self._busy.acquire(blocking=False):
            raise ModelFailed("语言模型正在答复另一个请求，请稍后重试。")
        try:
            return _content(self._asked(system, question))
        finally:
            self._busy.release()

    def _asked(self, system: str, question: str) -> bytes:
        messages = [
            {"role": "system", "content": system},
            {"role": "user", "content": question},
        ]
        body = json.dumps({"model": self.name, "messages": messages, "temperature": 0})
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if not (self._key.isascii() and self._key.isprintable()):
            raise ModelFailed("密钥里有不能发送的字符，请检查 ZHIKU_LLM_KEY。")
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        request = Request(self._url, body.encode(), headers)  # noqa: S310 - http(s), see settings
        ends = time.monotonic() + self._patience
        try:
            with self._opener.open(request, timeout=self._patience) as answer:
                return _read(answer, ends)
        except HTTPError as error:
            with error:
                raise ModelFailed(_refusal(error.code)) from error
        except TimeoutError as error:
            raise self._too_slow() from error
        except (URLError, HTTPException, OSError) as error:
            if isinstance(getattr(error, "reason", None), TimeoutError):
                raise self._too_slow() from error
            raise ModelFailed(
                f"连不上语言模型（{self.host}）。请检查 ZHIKU_LLM_URL 和那里的服务。"
            ) from error

    def _too_slow(self) -> ModelFailed:
        return ModelFailed(f"语言模型 {self._patience:g} 秒内没有答完，已放弃。请稍后重试。")


class _NoRedirect(HTTPRedirectHandler):
    """Takes a redirect for a failure: key and text must not go elsewhere."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Return no request."""


def model_of(settings: Settings | None) -> LanguageModel | None:
    """Return the model that is set, None where none is."""
    if settings is None or not settings.llm_url:
        return None
    return LanguageModel(settings.llm_url, settings.llm_model, settings.llm_key)


def _read(answer: HTTPResponse, ends: float) -> bytes:
    """Return the body; raise TimeoutError where it drips, ModelFailed where it is too large."""
    pieces, size = [], 0
    while piece := answer.read1(_PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > _LARGEST_ANSWER:
            raise ModelFailed("语言模型的答复太长，没有采用。")
        if time.monotonic() > ends:
            raise TimeoutError
    return b"".join(pieces)


def _content(body: bytes) -> str:
    """Return the words of the first choice; raise ModelFailed."""
    try:
        content = json.loads(body)["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
        raise ModelFailed(
            "语言模型的答复不合约定（OpenAI 的 chat completions），没有采用。"
            "请检查 ZHIKU_LLM_URL 指的是不是这种接口。"
        ) from error
    if not isinstance(content, str) or not content.strip():
        raise ModelFailed("语言模型没有给出文字，没有采用。")
    return content.strip()


def _refusal(code: int) -> str:
    if code in {401, 403}:
        return "语言模型不接受密钥，请检查 ZHIKU_LLM_KEY。"
    if code == 404:
        return "语言模型的地址或名称不对，请检查 ZHIKU_LLM_URL 和 ZHIKU_LLM_MODEL。"
    if code == 429:
        return "语言模型说请求太多，请稍后重试。"
    return f"语言模型的服务出错（HTTP {code}），没有采用任何内容。请稍后重试。"
