"""`python -m deploy.refusals [--check]`: writes docs/refusals.md, or says that it is stale. A code without sentence or test fails both."""

import sys
from pathlib import Path

from deploy.refusals.table import PAGE, lacking, page, read

ROOT = Path(__file__).parents[2]


def main(arguments: list[str], root: Path = ROOT) -> int:
    """Exit status: 0 written or fresh, 1 stale (with --check) or a code lacks its sentence or its test."""
    table = read(root)
    problems = lacking(table)
    if problems:
        print("\n".join(problems))
    text, target = page(table), root / PAGE
    is_fresh = target.is_file() and target.read_text(encoding="utf-8") == text
    if "--check" in arguments:
        if not is_fresh:
            print(f"{PAGE.as_posix()} 已过期，请运行 python -m deploy.refusals")
        return 1 if problems or not is_fresh else 0
    target.write_text(text, encoding="utf-8")
    print(f"已写入 {PAGE.as_posix()}：{len(table)} 个代码")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
