"""`python -m deploy.seeds [--check]`: runs every scenario and writes docs/seeds.md, or says that the page is stale.

The page is only written when every scenario passed. `--check` runs nothing: the scenarios are tests, so that a page of an
unchanged table stands or falls with `make test`.
"""

import sys
from pathlib import Path

from deploy.seeds.page import PAGE, page
from deploy.seeds.scenarios import failed, lacking
from deploy.seeds.table import read

ROOT = Path(__file__).parents[2]


def main(arguments: list[str], root: Path = ROOT) -> int:
    """Exit status: 0 written or fresh; 1 stale (with --check), a row without scenario or reason, or a scenario that fails."""
    rows = read(root)
    problems = lacking(rows, root)
    target = root / PAGE
    if "--check" in arguments:
        if not target.is_file() or target.read_text(encoding="utf-8") != page(rows):
            problems.append(f"{PAGE.as_posix()} 已过期，请运行 python -m deploy.seeds")
    elif not problems:
        problems += failed(rows, root)
        if not problems:
            target.write_text(page(rows), encoding="utf-8")
            print(f"已写入 {PAGE.as_posix()}：{len(rows)} 项要求")
    if problems:
        print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
