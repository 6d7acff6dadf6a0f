"""Makes the Python environment (`make environment`) with nothing but the standard library.

It installs exactly what requirements.lock names, each file checked by its hash, then the project itself. A broken-off
run leaves no stamp, so the next one goes on where it stopped.
"""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
ENVIRONMENT = ROOT / ".venv"
STAMP = ENVIRONMENT / ".installed"
LOG = ENVIRONMENT / "install.log"
OLDEST = (3, 11)
NEEDED = 1200 * 2**20
"""Bytes of an environment with its Java runtime, and the packages on their way in."""


def wanted_stamp() -> str:
    """What the stamp says when the environment is as the repository wants it."""
    content = b"".join((ROOT / name).read_bytes() for name in ("requirements.lock", "pyproject.toml"))
    return f"{hashlib.sha256(content).hexdigest()} {sys.version_info[0]}.{sys.version_info[1]}\n"


def problem() -> str | None:
    """The Chinese sentence about what is in the way before anything is installed; None when nothing is."""
    if sys.version_info < OLDEST:
        found = ".".join(str(number) for number in sys.version_info[:2])
        return f"Python 版本是 {found}，本系统需要 3.11 以上：请安装新版本后执行 make PYTHON=新版本的路径 environment。"
    free = shutil.disk_usage(ROOT).free
    if not STAMP.exists() and free < NEEDED:
        return f"磁盘空间不足：剩余 {free // 2**20} MiB，安装环境至少需要 {NEEDED // 2**20} MiB，请清理磁盘后重新运行。"
    return None


def install() -> str | None:
    """Make the environment; returns the Chinese sentence about what failed, None when it is complete."""
    python = ENVIRONMENT / "bin" / "python"
    if not python.exists() and not _succeeds([sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)]):
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)
        return "本机的 Python 建不了虚拟环境：请安装它的 venv 组件（例如 apt install python3-venv）后重新运行。"
    pip = [str(python), "-m", "pip", "install", "--disable-pip-version-check", "--progress-bar", "off"]
    print("正在按锁定清单安装运行环境，首次约需一两分钟……", flush=True)
    if not _succeeds([*pip, "--require-hashes", "-r", str(ROOT / "requirements.lock")]):
        return (
            "运行环境没有装全：请检查到 Python 软件仓库的网络（可用环境变量 PIP_INDEX_URL 指定镜像）后重新运行，"
            f"已经下载的部分不会重下；详情见 {LOG.relative_to(ROOT)}。"
        )
    if not _succeeds([*pip, "--no-build-isolation", "--no-deps", "--editable", str(ROOT)]):
        return f"本项目没有装进运行环境：请删除目录 .venv 后重新运行 make environment；详情见 {LOG.relative_to(ROOT)}。"
    STAMP.write_text(wanted_stamp(), encoding="utf-8")
    return None


def _succeeds(command: list[str]) -> bool:
    """Run `command`, its words in the log and its progress on the terminal."""
    wanted = sum("==" in line for line in (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines())
    seen = 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        assert process.stdout is not None
        said = []
        for line in process.stdout:
            said.append(line)
            words = line.split()
            if words[:1] == ["Collecting"] or line.startswith("Requirement already satisfied"):
                seen += 1
            if words[:1] in (["Collecting"], ["Downloading"], ["Installing"]):
                size = " ".join(words[2:4]) if words[0] == "Downloading" else ""
                _show(seen, wanted, "正在安装" if words[0] == "Installing" else f"{words[1][:40]} {size}")
    _show(0, 0, "")
    LOG.parent.mkdir(exist_ok=True)
    with LOG.open("a", encoding="utf-8") as log:
        log.writelines(said)
    return process.returncode == 0


def _show(seen: int, wanted: int, what: str) -> None:
    """One line that is written over; nothing where nobody watches."""
    if sys.stdout.isatty():
        filled = min(30 * seen // wanted, 30) if wanted else 0
        bar = f"{'━' * filled}{'─' * (30 - filled)} {min(seen, wanted)}/{wanted} {what}" if wanted else ""
        print(f"\r\033[K{bar}", end="", flush=True)


def main() -> int:
    """Install what is missing; 0 when the environment is complete."""
    sentence = problem()
    if sentence is None and not (STAMP.exists() and STAMP.read_text(encoding="utf-8") == wanted_stamp()):
        sentence = install()
    if sentence is not None:
        print(sentence, file=sys.stderr)
    return 0 if sentence is None else 1


if __name__ == "__main__":
    sys.exit(main())
