"""The rows of a population survey as CSV with Chinese headers: read, checked, and refused row by row in Chinese."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from schemas.satisfaction_population import PopulationRow

AREA, QUESTION, APPROACHED, ANSWERS = "地区", "问题", "访问人数", "有效样本"
GRADES = ("非常满意", "满意", "基本满意", "不满意", "非常不满意")
POSITIVE, WEIGHTED = "满意人数", "加权满意率"
NEEDED = (AREA, QUESTION, ANSWERS)
KNOWN = (AREA, QUESTION, APPROACHED, ANSWERS, *GRADES, POSITIVE, WEIGHTED)
MOST_ROWS = 2000


@dataclass(frozen=True)
class Table:
    """What was read: rows, or what is wrong, one Chinese sentence per mistake."""

    rows: tuple[PopulationRow, ...]
    mistakes: tuple[str, ...]


class _Mistake(ValueError):
    """A cell that cannot be read; the text is a Chinese sentence."""


def read_table(text: str, area_of: Callable[[str], str | None]) -> Table:
    """The rows of the table. `area_of` gives the id of a body by its id or name, None for one outside the profile."""
    lines = list(csv.reader(io.StringIO(text.removeprefix("\ufeff").strip())))
    header = [cell.strip() for cell in lines[0]] if lines else []
    wrong = [*_wrong_header(header)]
    if not wrong and len(lines) < 2:
        wrong = ["表格没有数据行"]
    if len(lines) - 1 > MOST_ROWS:
        wrong.append(f"表格超过 {MOST_ROWS} 行，请分次导入")
    if wrong:
        return Table((), tuple(wrong))
    rows: list[PopulationRow] = []
    mistakes: list[str] = []
    seen: dict[tuple[str, str], int] = {}
    for number, cells in enumerate(lines[1:], 2):
        if not any(cell.strip() for cell in cells):
            continue
        try:
            row = _row(header, cells, area_of)
        except _Mistake as mistake:
            mistakes.append(f"第 {number} 行：{mistake}")
            continue
        earlier = seen.setdefault((row.area, row.question), number)
        if earlier != number:
            mistakes.append(f"第 {number} 行：与第 {earlier} 行是同一地区的同一问题")
        rows.append(row)
    return Table(tuple(rows), tuple(mistakes))


def _wrong_header(header: list[str]) -> Iterable[str]:
    if not header:
        yield "表格是空的"
        return
    if missing := [name for name in NEEDED if name not in header]:
        yield f"表头缺少：{'、'.join(missing)}"
    if unknown := [name or "（空）" for name in header if name not in KNOWN]:
        yield f"表头有不认识的列：{'、'.join(unknown)}；可用的列：{'、'.join(KNOWN)}"
    if len(set(header)) < len(header):
        yield "表头有重复的列"
    if some := [name for name in GRADES if name in header]:
        if len(some) < len(GRADES):
            yield f"五个等次须齐全，缺少：{'、'.join(name for name in GRADES if name not in header)}"
    elif POSITIVE not in header and WEIGHTED not in header:
        yield f"须有五个等次，或者“{POSITIVE}”，或者“{WEIGHTED}”"


def _row(header: list[str], cells: list[str], area_of: Callable[[str], str | None]) -> PopulationRow:
    if len(cells) != len(header):
        raise _Mistake(f"有 {len(cells)} 格，表头有 {len(header)} 列")
    told = {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
    for name in NEEDED:
        if not told[name]:
            raise _Mistake(f"“{name}”没有填写")
    area = area_of(told[AREA])
    if area is None:
        raise _Mistake(f"没有名为“{told[AREA]}”的地区或者机构")
    answers = _number(told, ANSWERS)
    approached = _number(told, APPROACHED) if told.get(APPROACHED) else None
    if approached is not None and approached < answers:
        raise _Mistake(f"有效样本 {answers} 多于访问人数 {approached}")
    grades = _grades(told, answers)
    positive = _number(told, POSITIVE) if told.get(POSITIVE) else None
    _check_positive(positive, grades, answers)
    weighted = _share(told, WEIGHTED) if told.get(WEIGHTED) else None
    if grades is None and positive is None and weighted is None:
        raise _Mistake(f"五个等次、“{POSITIVE}”、“{WEIGHTED}”都没有填写")
    return PopulationRow(
        area=area, question=told[QUESTION], approached=approached, answers=answers, grades=grades, positive=positive,
        weighted_rate=weighted,
    )  # fmt: skip


def _grades(told: Mapping[str, str], answers: int) -> tuple[int, int, int, int, int] | None:
    filled = [name for name in GRADES if told.get(name)]
    if not filled:
        return None
    if len(filled) < len(GRADES):
        raise _Mistake(f"五个等次须齐全，没有填写：{'、'.join(name for name in GRADES if name not in filled)}")
    five, four, three, two, one = (_number(told, name) for name in GRADES)
    if five + four + three + two + one != answers:
        raise _Mistake(f"各等次合计 {five + four + three + two + one}，与有效样本 {answers} 不符")
    return five, four, three, two, one


def _check_positive(positive: int | None, grades: tuple[int, ...] | None, answers: int) -> None:
    if positive is None:
        return
    if positive > answers:
        raise _Mistake(f"满意人数 {positive} 多于有效样本 {answers}")
    if grades is not None and positive != sum(grades[:3]):
        raise _Mistake(f"满意人数 {positive} 与前三个等次合计 {sum(grades[:3])} 不符")


def _number(told: Mapping[str, str], name: str) -> int:
    text = told[name].replace(",", "").replace("，", "")
    if not (text.isascii() and text.isdigit()):
        raise _Mistake(f"“{name}”应为整数，而不是“{told[name]}”")
    return int(text)


def _share(told: Mapping[str, str], name: str) -> float:
    text = told[name].replace("％", "%")
    try:
        value = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        raise _Mistake(f"“{name}”应为百分数，如 93.5%，而不是“{told[name]}”") from None
    if not 0 <= value <= 1:
        raise _Mistake(f"“{name}”应在 0 至 100% 之间，而不是“{told[name]}”；百分数请写百分号")
    return value
