"""What can an operator set, and where does the data live?"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path

from platformdirs import user_data_path

__all__ = ["SETTINGS", "Settings", "read_settings"]

SETTINGS: Mapping[str, str] = {
    "ZHIKU_HOME": "数据目录；不设时用本系统的用户数据目录",
    "ZHIKU_MODEL": "语义模型：留空用内置模型，none 关闭语义检索，"
    "否则为 sentence-transformers 模型的目录或名称",
    "ZHIKU_KEYWORD_ENGINE": "关键词引擎：auto（默认，3 万条以内用 Whoosh，以上用 tantivy）、"
    "whoosh 或 tantivy；改动后运行 zhiku reindex 生效",
    "ZHIKU_ORIGINALS": "留空时保存导入文件的原件，none 不保存",
    "ZHIKU_ORDER": "整句提问的次序：留空用从公开评测集学得的，fused 按词语与语义各半",
    "ZHIKU_HOST": "网页服务监听的地址，默认 127.0.0.1",
    "ZHIKU_PORT": "网页服务监听的端口，默认 8000",
    "ZHIKU_ANONYMOUS": "不登录能否检索和阅读：auto（默认，只在监听本机地址时可以）、yes 或 no",
    "ZHIKU_LLM_URL": "语言模型接口的地址（OpenAI 兼容，如 http://127.0.0.1:8001/v1）；"
    "留空（默认）不用语言模型，什么也不发送",
    "ZHIKU_LLM_MODEL": "语言模型的名称；写了 ZHIKU_LLM_URL 就要写",
    "ZHIKU_LLM_KEY": "语言模型接口的密钥，可不写",
    "ZHIKU_EXPERTS_KEY": "专家联系方式的密钥文件，默认是数据目录里的 experts.key；备份里没有它",
    "ZHIKU_DEVELOP": "1 时网页多一页 /gallery，列出全部组件，供开发用；平时留空",
}
"""Every environment variable the product reads, with what it does."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The values of one run, passed down to whoever needs them.

    `model` is "" for the built-in model, "none" for keyword search only, else a path or name.
    """

    home: Path
    model: str = ""
    keeps_originals: bool = True
    learned_order: bool = True
    keyword_engine: str = "auto"
    host: str = "127.0.0.1"
    port: int = 8000
    anonymous: str = "auto"
    develop: bool = False
    llm_url: str = ""
    llm_model: str = ""
    llm_key: str = field(default="", repr=False)
    key_file: Path | None = None

    @property
    def database(self) -> Path:
        """The file of the document store."""
        return self.home / "zhiku.db"

    @property
    def accounts(self) -> Path:
        """The file of users, sessions and the audit log; no generation holds a copy of it."""
        return self.home / "accounts.db"

    @property
    def changes(self) -> Path:
        """The file of what changed from generation to generation, for those who follow."""
        return self.home / "changes.db"

    @property
    def experts(self) -> Path:
        """The file of the experts and the draws; their contact data in it are encrypted."""
        return self.home / "experts.db"

    @property
    def experts_key(self) -> Path:
        """The key of the experts' contact data; no backup holds it."""
        return self.key_file or self.home / "experts.key"

    @property
    def questions(self) -> Path:
        """The file of the question bank; no generation holds a copy of it."""
        return self.home / "questions.db"

    @property
    def papers(self) -> Path:
        """The file of the papers that were assembled, keys and all."""
        return self.home / "papers.db"

    @property
    def exchange(self) -> Path:
        """The file of interpretations and questions; no generation holds a copy of it."""
        return self.home / "exchange.db"

    @property
    def exams(self) -> Path:
        """The file of the tests held online, with who sat them."""
        return self.home / "exams.db"

    @property
    def ledger(self) -> Path:
        """The file of the lists of hazards, measures and responsibilities."""
        return self.home / "ledger.db"

    @property
    def briefs(self) -> Path:
        """The file of the decision briefs that were saved."""
        return self.home / "briefs.db"

    @property
    def originals(self) -> Path:
        """The folder of the files themselves; they hold personal data unmasked."""
        return self.home / "originals"

    def reads_anonymously(self, host: str) -> bool:
        """Tell whether a server that listens on `host` lets people read without signing in."""
        if self.anonymous != "auto":
            return self.anonymous == "yes"
        try:
            return ip_address(host).is_loopback
        except ValueError:
            return host == "localhost"

    @property
    def dictionary(self) -> Path:
        """The department's own words, where it has any."""
        return self.home / "dictionary.tsv"

    @property
    def synonyms(self) -> Path:
        """The department's own synonyms, where it has any."""
        return self.home / "synonyms.tsv"


def read_settings(home: Path | None = None, environ: Mapping[str, str] | None = None) -> Settings:
    """Read the environment once; `home` given on the command line wins over ZHIKU_HOME.

    Raise ValueError with a Chinese text for a port that is none, for a ZHIKU_LLM_URL that is no
    address or has no ZHIKU_LLM_MODEL beside it, and for any other word than
    none of ZHIKU_ORIGINALS (a misspelt one must not keep what should not be kept), than
    fused of ZHIKU_ORDER, than 1 of ZHIKU_DEVELOP, than the engines of ZHIKU_KEYWORD_ENGINE or
    the words of ZHIKU_ANONYMOUS.
    """
    values = os.environ if environ is None else environ
    port = values.get("ZHIKU_PORT", "8000")
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise ValueError(f"ZHIKU_PORT 应是 1 到 65535 的端口号，现在是“{port}”。")
    kept = values.get("ZHIKU_ORIGINALS", "")
    if kept not in {"", "none"}:
        raise ValueError(f"ZHIKU_ORIGINALS 应留空（保存原件）或为 none（不保存），现在是“{kept}”。")
    order = values.get("ZHIKU_ORDER", "")
    if order not in {"", "fused"}:
        raise ValueError(f"ZHIKU_ORDER 应留空或为 fused，现在是“{order}”。")
    engine = values.get("ZHIKU_KEYWORD_ENGINE", "") or "auto"
    if engine not in {"auto", "whoosh", "tantivy"}:
        raise ValueError(f"ZHIKU_KEYWORD_ENGINE 应为 auto、whoosh 或 tantivy，现在是“{engine}”。")
    anonymous = values.get("ZHIKU_ANONYMOUS", "") or "auto"
    if anonymous not in {"auto", "yes", "no"}:
        raise ValueError(f"ZHIKU_ANONYMOUS 应为 auto、yes 或 no，现在是“{anonymous}”。")
    stated = values.get("ZHIKU_HOME", "")
    develop = values.get("ZHIKU_DEVELOP", "")
    if develop not in {"", "1"}:
        raise ValueError(f"ZHIKU_DEVELOP 应留空或为 1，现在是“{develop}”。")
    llm_url, llm_model = values.get("ZHIKU_LLM_URL", ""), values.get("ZHIKU_LLM_MODEL", "")
    if llm_url and not re.fullmatch(r"https?://[^\s/?#]+[^\s?#]*", llm_url):
        raise ValueError(f"ZHIKU_LLM_URL 应以 http:// 或 https:// 开头，现在是“{llm_url}”。")
    if llm_url and not llm_model:
        raise ValueError("写了 ZHIKU_LLM_URL，请用 ZHIKU_LLM_MODEL 写明语言模型的名称。")
    return Settings(
        home=home or (Path(stated) if stated else user_data_path("zhiku", appauthor=False)),
        model=values.get("ZHIKU_MODEL", ""),
        keeps_originals=kept != "none",
        learned_order=not order,
        keyword_engine=engine,
        host=values.get("ZHIKU_HOST", "127.0.0.1"),
        port=int(port),
        anonymous=anonymous,
        develop=bool(develop),
        llm_url=llm_url,
        llm_model=llm_model,
        llm_key=values.get("ZHIKU_LLM_KEY", ""),
        key_file=Path(values["ZHIKU_EXPERTS_KEY"]) if values.get("ZHIKU_EXPERTS_KEY") else None,
    )
