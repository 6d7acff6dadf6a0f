"""`make bench-population`: every page among more and more cases, unattended, within a time budget, resumable.

Each number of cases is a county of its own in a folder of its own. Its cases are generated through `decide` into a log that is
kept; its views are filled from the log, which measures the rebuild of all views at once; then its pages are opened. Ended
early, the next run goes on there; started again, it measures again without making the cases again.
"""

import argparse
import asyncio
import os
import re
import shutil
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import httpx
from rich.console import Console

from deploy.bench.county import YEAR, County
from deploy.bench.filled import Filled
from deploy.bench.flat_report import LEAST, Book, Carried, tables
from deploy.bench.lasting_servers import servers
from deploy.bench.pages import SEATS, STREET, Known, Page, api_pages, console_pages, not_named
from deploy.bench.population import CASES_TO_A_PATROL, STILL_OPEN, Population
from deploy.bench.preparing import with_everything
from deploy.bench.visiting import ASKED, Measured, Visitor, measured
from schemas.identity import body_key
from services.runtime.local_issuer import LocalIssuer
from services.runtime.settings import data_folder

EVERYTHING_UP_TO = 10_000
"""Cases up to which every service is started beside views and console (issue 8); a county's office of issue 7 reads views alone."""


async def only_made(county: County, until: float) -> str:
    """Make the log alone, to be measured by a later run; what was not done, in Chinese, empty where everything was."""
    return "" if await county.log_made(until) else "案件没有造完，再次执行从停下的地方接着造"


async def measure(county: County, cases: int, until: float, everything: bool, asked: int, book: Book) -> str:
    """Make, fill, start and open the pages; what was not done, in Chinese, empty where everything was."""
    try:
        if not await county.log_made(until):
            return "案件没有造完，再次执行从停下的地方接着造"
        filled = await county.views_filled(until)
        if filled is None:
            return "视图没有填完，再次执行接着填"
        if not await county.started(everything, until):
            return "各服务没有处理完由日志引起的事项，再次执行接着处理"
        rows, troubles = await _opened(county, cases, asked, everything)
        book.add(rows, _carried(county, cases, filled))
    finally:
        await county.fleet.stop()
    return "；".join(troubles)


def known_of(population: Population) -> Known:
    """A closed case of the committee and an entry of its register of patrols; what its pages tell is found there."""
    cases = (population.told(number)[1] for number in _numbers())
    case = next(one for one in cases if one.body == STREET)
    patrols = (told for number in _numbers() if (told := population.patrol(number)))
    entry = next(one for one in patrols if one.body == STREET)
    return Known(case.code, case.phones[0], entry.code, body_key(STREET), "", YEAR)


def _numbers() -> Iterable[int]:
    """Of closed cases."""
    return range(STILL_OPEN, STILL_OPEN + 100 * CASES_TO_A_PATROL)


async def _opened(county: County, cases: int, asked: int, everything: bool) -> tuple[list[Measured], list[str]]:
    """Every page that can be opened, and a line for every other."""
    fleet, known = county.fleet, known_of(county.population)
    issuer = LocalIssuer(fleet.installation.data / "issuer")
    visitor = Visitor(fleet.of("views").url, fleet.of("console").url, issuer)
    rows: list[Measured] = []
    troubles: list[str] = []
    try:
        papers = f"/cases/{known.case}/documents"
        shown = (await visitor.open(Page("文书", True, SEATS["c"], papers, 0))).decode()
        document = re.search(rf'href="({papers}/[^"]+)"', shown)
        known = Known(**{**vars(known), "document": document[1] if document else papers})
        if everything:
            try:
                known = await asyncio.to_thread(
                    with_everything, known, fleet.addresses, fleet.of("console").url, issuer
                )
            except (RuntimeError, httpx.HTTPError) as trouble:
                troubles.append(f"没有准备好签名和文号的页面：{trouble}")
        for page in (*api_pages(known), *console_pages(known, everything)):
            try:
                rows += await measured(visitor, [page], cases, county.processes, asked)
            except RuntimeError as trouble:
                troubles.append(str(trouble))
    finally:
        await visitor.close()
    print(f"{cases} 件：{len(rows)} 个页面已测", file=sys.stderr)
    return rows, troubles


def _carried(county: County, cases: int, filled: Filled) -> Carried:
    return Carried(
        cases, county.events, county.database_bytes, county.log_bytes, county.memory,
        filled.per_second, filled.microseconds,
    )  # fmt: skip


def _one(folder: Path, cases: int, until: float, asked: argparse.Namespace, book: Book) -> str:
    with servers(folder) as (broker, database):
        county = County(folder, cases, broker, database)
        if asked.log_only:
            return asyncio.run(only_made(county, until))
        return asyncio.run(measure(county, cases, until, cases <= asked.everything_up_to, asked.asked, book))


def main() -> None:
    """The tables on standard output, progress on standard error; exit status 1 where something was not measured."""
    parser = argparse.ArgumentParser(
        description="在越来越多的案件中测量各页面和视图重建；中断后再次执行从停下的地方接着做"
    )
    parser.add_argument("cases", type=int, nargs="*", default=[10_000, 100_000], help="在多少件案件中测量")
    parser.add_argument("--minutes", type=float, default=20, help="最多用多少分钟")
    parser.add_argument("--asked", type=int, default=ASKED, help="每个岗位打开每个页面多少次")
    parser.add_argument(
        "--everything-up-to", type=int, default=EVERYTHING_UP_TO, help="多少件以下启动全部服务，以上只启动视图和工作台"
    )
    parser.add_argument(
        "--folder", type=Path, default=data_folder(os.environ) / "bench-population", help="数据放在哪里"
    )
    parser.add_argument("--log-only", action="store_true", help="只造案件的日志，不填视图，不测页面")
    parser.add_argument("--afresh", action="store_true", help="删去以前造的，从头开始")
    asked = parser.parse_args()
    if min(asked.cases) < LEAST:
        parser.error(f"至少要 {LEAST} 件：更少的案件里没有已经办结、可以打开各页面的案件")
    folder, until = asked.folder.resolve(), time.monotonic() + asked.minutes * 60
    if asked.afresh:
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    book, undone = Book(folder / "measured.json"), []
    for cases in sorted(asked.cases):
        trouble = _one(folder / str(cases), cases, until, asked, book)
        undone += [f"{cases} 件：{trouble}"] if trouble else []
    console = Console(width=None if Console().is_terminal else 170)
    if not asked.log_only:
        for table in tables(book.rows, book.carried):
            console.print(table)
        if left := not_named(folder):
            undone.append(f"没有测量的页面：{'、'.join(left)}")
    for line in undone:
        console.print(line)
    sys.exit(1 if undone else 0)


if __name__ == "__main__":
    main()
