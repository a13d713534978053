"""What is a person told when an embedding model cannot be used?"""

from pathlib import Path

from indexer.errors import EmbedderUnavailable

__all__ = ["broken", "lost", "not_found", "not_installed"]

_OTHERWISE = "也可以改回内置语义模型，或者只用关键词检索。"


def broken(folder: Path, reason: str) -> EmbedderUnavailable:
    """Return the error for a model's folder that is missing or damaged."""
    return EmbedderUnavailable(
        f"语义模型无法读取：{folder}，{reason}。请核对路径，或重新安装；{_OTHERWISE}"
    )


def lost(place: Path) -> EmbedderUnavailable:
    """Return the error for a model that a home trained and that is no longer there."""
    return EmbedderUnavailable(
        f"本库训练的语义模型不可用：{place} 缺失或损坏。请从备份恢复它，"
        "或运行 zhiku train --revert 改回内置模型，再运行 zhiku reindex。"
    )


def not_installed(model: str) -> EmbedderUnavailable:
    """Return the error for a model whose libraries are missing."""
    return EmbedderUnavailable(
        f"语义模型 {model} 需要 sentence-transformers 和 torch，本机没有安装。"
        f'请运行 pip install "zhiku[models]"；{_OTHERWISE}'
    )


def not_found(model: str, reason: str) -> EmbedderUnavailable:
    """Return the error for a model that is not here and cannot be fetched."""
    return EmbedderUnavailable(
        f"语义模型 {model} 加载失败：{reason}。"
        f"本机若不能联网，请把模型目录拷贝到本机，并在设置中填写其路径；{_OTHERWISE}"
    )
