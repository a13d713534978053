"""Install the pinned torch, unless the resolver would bring CUDA packages with it.

Exit code 0: torch is there. 3: it was left out, and the reason was printed.
"""

import json
import os
import subprocess
import sys

TORCH = "torch==2.13.0"
ADVICE = f"""提示：本机的软件源只有带 CUDA 的 {TORCH}（数 GB），因此没有安装。
智库自带的语义模型不需要 torch，检索不受影响；只有换用其他 sentence-transformers 模型时才需要。
需要时，请指定 CPU 版的软件源再运行一次，例如：
    make install TORCH_INDEX=https://download.pytorch.org/whl/cpu
"""


def main() -> int:
    """Resolve first, look at what would come, then install exactly that."""
    index = os.environ.get("TORCH_INDEX", "")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
    wanted = [TORCH, *(["--index-url", index] if index else [])]
    resolved = subprocess.run(
        [*pip, "--dry-run", "--ignore-installed", "--report", "-", *wanted],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    names = _names(resolved.stdout) if resolved.returncode == 0 else ["?"]
    if any(name.startswith(("nvidia", "cuda", "triton", "?")) for name in names):
        sys.stderr.write(ADVICE if "?" not in names else resolved.stderr + ADVICE)
        return 3
    return subprocess.run([*pip, *wanted], check=False).returncode


def _names(report: str) -> list[str]:
    return [item["metadata"]["name"].lower() for item in json.loads(report)["install"]]


if __name__ == "__main__":
    sys.exit(main())
