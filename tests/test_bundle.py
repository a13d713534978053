"""Does the archive of `make bundle` install on a machine without any network?"""

import json
import os
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.bundle
NOWHERE = "http://127.0.0.1:9"


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the archive, unpack it and return its folder."""
    folder = tmp_path_factory.mktemp("bundle")
    build = ROOT / "requirements" / "bundle" / "build.py"
    words = [sys.executable, str(build), "--without-laws", "--into", str(folder)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        message = f"the wheels could not be collected: {done.stderr[-2000:]}"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    [archive] = folder.glob("zhiku-bundle-*.tar.gz")
    with tarfile.open(archive) as opened:
        opened.extractall(folder, filter="data")
    return folder / archive.name.removesuffix(".tar.gz")


def offline(bundle: Path, folder: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    """Run a command with nothing of this environment and without a way to the network."""
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "PYTHON": sys.executable,
        "ZHIKU_HOME": str(folder / "home"),
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_NO_INDEX": "1",
        "http_proxy": NOWHERE,
        "https_proxy": NOWHERE,
    }
    apart = ["unshare", "--map-root-user", "--net"]
    try:
        alone = subprocess.run([*apart, "true"], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:  # then the environment alone keeps pip from a network
        alone = False
    return subprocess.run(
        [*(apart if alone else []), *words],
        cwd=bundle, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_it_installs_and_searches_without_a_network(bundle: Path, tmp_path: Path) -> None:
    target = tmp_path / "智库"
    done = offline(bundle, tmp_path, "bash", "install.sh", str(target))
    assert done.returncode == 0, done.stderr
    assert f"{target}/bin/zhiku serve" in done.stdout
    zhiku = str(target / "bin" / "zhiku")
    assert "检索" in offline(bundle, tmp_path, zhiku, "--help").stdout
    found = json.loads(offline(bundle, tmp_path, zhiku, "search", "五到位", "--json").stdout)
    assert any("五到位" in hit["text"] for hit in found["hits"])
    assert found["hits"][0]["scores"]["semantic"]["cosine"] is not None
    state = json.loads(offline(bundle, tmp_path, zhiku, "doctor", "--json").stdout)
    assert [part for part in state if part["state"] == "broken"] == []


def test_what_was_changed_on_the_way_is_not_installed(bundle: Path, tmp_path: Path) -> None:
    changed = tmp_path / "bundle"
    changed.mkdir()
    for path in bundle.iterdir():
        (changed / path.name).symlink_to(path)
    (changed / "README.txt").unlink()
    (changed / "README.txt").write_text("changed", "utf-8")
    done = offline(changed, tmp_path, "bash", "install.sh", str(tmp_path / "target"))
    assert done.returncode == 3
    assert "没有安装" in done.stderr
    assert not (tmp_path / "target").exists()


def test_another_python_is_refused(bundle: Path, tmp_path: Path) -> None:
    words = ["env", "PYTHON=false", "bash", "install.sh", str(tmp_path / "target")]
    done = offline(bundle, tmp_path, *words)
    assert (done.returncode, "需要 Python" in done.stderr) == (3, True)


def test_no_cuda_and_no_torch_come_along(bundle: Path) -> None:
    names = [path.name.lower() for path in (bundle / "wheels").iterdir()]
    assert any(name.startswith("zhiku-") for name in names)
    assert all(name.endswith(".whl") for name in names)
    assert not [name for name in names if name.startswith(("nvidia", "torch", "triton"))]
