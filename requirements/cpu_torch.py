"""Install the pinned torch, unless the resolver would bring CUDA packages with it.

Exit code 0: torch is there. 3: it was left out, and the reason was printed. Any other: failed.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

PINS = Path(__file__).with_name("pins.txt")
LEFT_OUT = 3
ADVICE = """提示：{reason}，因此没有安装 {torch}。
智库自带的语义模型不需要 torch，检索不受影响；只有换用其他 sentence-transformers 模型时才需要。
需要时，请指定 CPU 版的软件源再运行一次，例如：
    make install TORCH_INDEX=https://download.pytorch.org/whl/cpu
"""


def main() -> int:
    """Resolve first, look at what would come, then install exactly that."""
    index = os.environ.get("TORCH_INDEX", "")
    torch = _pinned()
    # Beside the usual index: it has the pinned versions of what torch needs.
    wanted = ["-c", str(PINS), torch, *(["--extra-index-url", index] if index else [])]
    resolved = _pip("--dry-run", "--ignore-installed", "--report", "-", *wanted, quiet=True)
    if resolved.returncode:
        sys.stderr.write(resolved.stderr)
        return resolved.returncode if index else _left_out("本机的软件源里没有可用的", torch)
    if any(name.startswith(("nvidia", "cuda", "triton")) for name in _names(resolved.stdout)):
        return _left_out("本机的软件源只有带 CUDA 的版本（数 GB）", torch)
    return _pip(*wanted).returncode


def _pinned() -> str:
    found = re.search(r"^torch==\S+$", PINS.read_text(encoding="utf-8"), re.MULTILINE)
    if found is None:
        raise SystemExit(f"{PINS} 没有写明 torch 的版本。")
    return found[0]


def _pip(*words: str, quiet: bool = False) -> "subprocess.CompletedProcess[str]":
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
    return subprocess.run([*pip, *words], check=False, capture_output=quiet, text=True)


def _left_out(reason: str, torch: str) -> int:
    sys.stderr.write(ADVICE.format(reason=reason, torch=torch))
    return LEFT_OUT


def _names(report: str) -> list[str]:
    return [item["metadata"]["name"].lower() for item in json.loads(report)["install"]]


if __name__ == "__main__":
    sys.exit(main())
