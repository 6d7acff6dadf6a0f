"""`mediate due LIMIT START`: the last day that is in time, and why.

LIMIT is an id of the catalogue (`XF-4`) or its Chinese name; START a date, or a date-time for limits in hours (without a
zone: Asia/Shanghai). `--pause A B` leaves out A up to the day before B; `--extend N` is in the limit's own unit. Without
LIMIT and START the catalogue is listed.

Exit status: 0 for an answer, "not judged" included; 1 where the law refuses (e.g. above the maximum); 2 for arguments or
a file that cannot be read.

`--json` prints `services.jurisdiction.due_answer.DueAnswer`: outcome (due, not_judged, refused), limit, name, profile,
start, pauses, extend, due, lapses_at, provisional, code, sentence, steps, derivation, field, source, parameters,
rules_version, calendar_version. The derivation has limit, name, instrument, instrument_title, article, mark, valid_from,
valid_to, length, unit, start, counted, extension, excluded (from, until, amount, why), rest_days (from, to, why),
makeup_workdays, unrolled, due, roll_reason, provisional, calendar_version, rules_version, in_chinese. With `--rules` it
prints `DueComparison`: now and under_rules (each as above), different, differences. Unreadable arguments print an object
with outcome `unreadable`, code, sentence and field.
"""

import json
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from services.command_line.paired_option import PairedOption
from services.jurisdiction.due_answer import DueAnswer, DueComparison, answer, comparison
from services.jurisdiction.due_question import DueQuestion, read_question, read_span
from services.jurisdiction.law import Law
from services.jurisdiction.limit_catalogue import catalogue
from services.jurisdiction.outcomes import Refused
from services.jurisdiction.profile_files import is_profile, shipped_profiles
from services.jurisdiction.profile_mistakes import ProfileMistake
from services.jurisdiction.rules_overlay import law_under
from services.runtime.settings import Settings


class Form(PairedOption):
    """How the words of this command are read: `--pause A B` takes two of them."""

    paired = "--pause"


Limit = Annotated[str, typer.Argument(metavar="时限", help="时限编号（如 XF-4）或中文名称；留空则列出时限目录")]
Start = Annotated[str, typer.Argument(metavar="起算日", help="如 2024-02-09；按小时计算的写 2024-02-09T10:00")]
Pauses = Annotated[
    list[str] | None, typer.Option("--pause", metavar="A B", help="扣除A日起至B日前一日，可重复；单位与时限相同")
]
Extend = Annotated[str, typer.Option("--extend", metavar="N", help="延长N，单位与时限相同")]
ProfileName = Annotated[str, typer.Option("--profile", help="辖区配置；留空用本机的配置")]
Rules = Annotated[Path | None, typer.Option("--rules", help="另一套时限或日历（YAML），与现行规则对照")]
AsJson = Annotated[bool, typer.Option("--json", help="输出供程序读取的 JSON")]


def command(
    limit: Limit = "",
    start: Start = "",
    pause: Pauses = None,
    extend: Extend = "0",
    profile: ProfileName = "",
    rules: Rules = None,
    as_json: AsJson = False,
) -> None:
    """Print the date and its derivation."""
    law = law_of(profile)
    if not limit:
        _list(law, as_json)
        return
    question = _question(limit, start, pause or [], extend)
    if isinstance(question, Refused):
        _unreadable(question, as_json)
    if rules is None:
        found = answer(law, question)
        typer.echo(found.model_dump_json() if as_json else in_words(found))
        raise typer.Exit(1 if found.outcome == "refused" else 0)
    compared = comparison(law, _under(law, rules), question)
    typer.echo(compared.model_dump_json() if as_json else _compared_in_words(compared))
    raise typer.Exit(1 if "refused" in (compared.now.outcome, compared.under_rules.outcome) else 0)


def law_of(profile: str) -> Law:
    """The law of this profile, or of this machine's where empty. Exits with status 2 for an unknown or broken one."""
    name = profile or Settings.from_environment().profile
    if not is_profile(name):
        typer.echo(f"没有名为“{name}”的辖区配置；可用的有：{'、'.join(shipped_profiles())}。", err=True)
        raise typer.Exit(2)
    try:
        return Law.load(name)
    except ProfileMistake as mistake:
        typer.echo(str(mistake), err=True)
        raise typer.Exit(2) from None


def in_words(found: DueAnswer) -> str:
    """The answer as an operator reads it: the conclusion first, then the derivation step by step."""
    head = f"{found.name}（{found.limit}）" if found.name else found.limit
    match found.outcome:
        case "due":
            provisional = "（暂定）" if found.provisional else ""
            said = f"{head}：最后一日 {found.due}{provisional}"
            if found.derivation and found.derivation["unit"] == "hour":
                said = f"{head}：最后时刻 {found.due}"
            return "\n".join([said, *(f"  {number}. {step}" for number, step in enumerate(found.steps, 1))])
        case "not_judged":
            return f"不作判断：{found.sentence}（{found.code}）"
        case _:
            source = f"，依据 {found.source}" if found.source else ""
            listed = "；mediate due 不带参数即列出目录" if found.code == "unknown_limit" else ""
            return f"不能这样计算：{found.sentence}{listed}（{found.code}{source}）"


def _compared_in_words(compared: DueComparison) -> str:
    lines = ["现行规则：", in_words(compared.now), "对照规则：", in_words(compared.under_rules)]
    if not compared.differences:
        return "\n".join([*lines, "两者相同。"])
    head = "两者的差别：" if compared.different else "日期相同，理由有差别："
    return "\n".join([*lines, head, *(f"  - {said}" for said in compared.differences)])


def _question(limit: str, start: str, pauses: list[str], extend: str) -> DueQuestion | Refused:
    if not start:
        return Refused("start_missing", "请在时限之后写明起算日，如 mediate due XF-4 2024-02-09", field="start")
    spans = []
    for text in pauses:
        span = read_span(text)
        if isinstance(span, Refused):
            return span
        spans.append(span)
    return read_question(limit, start, spans, extend)


def _unreadable(refused: Refused, as_json: bool) -> NoReturn:
    if as_json:
        told = {"outcome": "unreadable", "code": refused.code, "sentence": refused.message, "field": refused.field}
        typer.echo(json.dumps(told, ensure_ascii=False))
    else:
        typer.echo(f"{refused.message}。", err=True)
    raise typer.Exit(2)


def _under(law: Law, rules: Path) -> Law:
    try:
        return law_under(law, rules)
    except ProfileMistake as mistake:
        typer.echo(str(mistake), err=True)
        raise typer.Exit(2) from None


def _list(law: Law, as_json: bool) -> None:
    entries = catalogue(law)
    if as_json:
        typer.echo(json.dumps([entry.model_dump(mode="json") for entry in entries], ensure_ascii=False))
        return
    for entry in entries:
        typer.echo(f"{entry.id}\t{entry.name}\t{entry.versions[-1].length_zh}\t{entry.versions[-1].source}")
