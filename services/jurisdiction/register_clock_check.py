"""Mistakes in the clocks, figures and conditions of a register, with what would be right."""

from collections.abc import Iterator, Mapping

from services.jurisdiction.parameters import Parameter
from services.jurisdiction.profile_files import Document, Place
from services.jurisdiction.profile_mistakes import Mistake
from services.jurisdiction.register_fields import ENTERED, FieldKind, RegisterField, When
from services.jurisdiction.register_forms import FigureKind, Filter, Register, RegisterClock, RegisterFigure
from services.jurisdiction.time_limits import TimeLimits, Unit

TIMES = (FieldKind.DATE, FieldKind.MOMENT)


def clock_mistakes(document: Document, place: Place, register: Register, limits: TimeLimits) -> Iterator[Mistake]:
    """Limits nobody catalogued, triggers that are no steps, fields that tell no time."""
    seen: set[str] = set()
    for position, clock in enumerate(register.clocks):
        where: Place = (*place, "clocks", position)
        if limits.by_id.get(clock.limit) is None:
            yield document.mistake(
                (*where, "limit"), f"没有编号为“{clock.limit}”的时限，请先在 time_limits.yaml 中写明"
            )
        if clock.limit in seen:
            yield document.mistake((*where, "limit"), f"时限“{clock.limit}”在本台账中写了两次，只能保留一处")
        seen.add(clock.limit)
        yield from _trigger_mistakes(document, where, register, clock)
        yield from _time_mistakes(document, where, register, clock, limits)
        yield from when_mistakes(document, (*where, "when"), register, clock.when)


def figure_mistakes(
    document: Document, place: Place, register: Register, parameters: Mapping[str, Parameter]
) -> Iterator[Mistake]:
    """Targets, limits, steps and fields that a figure names and the register does not have."""
    codes: set[str] = set()
    for position, figure in enumerate(register.figures):
        where: Place = (*place, "figures", position)
        if figure.code in codes:
            yield document.mistake((*where, "code"), f"指标“{figure.code}”写了两次，只能保留一处")
        codes.add(figure.code)
        if figure.target is not None and figure.target not in parameters:
            sentence = f"指标“{figure.code}”的目标“{figure.target}”没有写在 parameters.yaml 中"
            yield document.mistake((*where, "target"), sentence)
        yield from _figure_kind_mistakes(document, where, register, figure)
        for key, filtered in (("of", figure.of), ("counted", figure.counted)):
            yield from _filter_mistakes(document, (*where, key), register, filtered)


def when_mistakes(document: Document, where: Place, register: Register, when: When) -> Iterator[Mistake]:
    """Conditions on fields that do not exist, tell of a person, or can never have that value."""
    for name, wanted in when.items():
        field = register.field(name)
        if field is None:
            right = f"可用的字段：{'、'.join(one.name for one in register.all_fields if not one.personal)}"
            yield document.mistake((*where, name), f"条件中的字段“{name}”不存在，{right}")
        elif field.personal:
            yield document.mistake((*where, name), f"字段“{name}”涉及个人，不能作为条件")
        elif field.choices:
            for value in wanted:
                if value not in field.choices:
                    sentence = f"字段“{name}”没有“{value}”这一项，可选：{'、'.join(field.choices)}"
                    yield document.mistake((*where, name), sentence)


def _trigger_mistakes(document: Document, where: Place, register: Register, clock: RegisterClock) -> Iterator[Mistake]:
    codes = [step.code for step in register.steps]
    for key, known in (("starts", [ENTERED, *codes]), ("stops", codes)):
        for trigger in getattr(clock, key):
            if trigger not in known:
                sentence = f"时限“{clock.limit}”的 {key} 中没有“{trigger}”这一步，可用的：{'、'.join(known)}"
                yield document.mistake((*where, key), sentence)


def _time_mistakes(
    document: Document, where: Place, register: Register, clock: RegisterClock, limits: TimeLimits
) -> Iterator[Mistake]:
    limit = limits.by_id.get(clock.limit)
    in_hours = limit is not None and any(version.unit is Unit.HOUR for version in limit.versions)
    if clock.from_field is not None:
        field = register.field(clock.from_field)
        allowed = (FieldKind.MOMENT,) if in_hours else TIMES
        if field is None or field.kind not in allowed:
            wanted = "时刻（moment）" if in_hours else "日期或者时刻（date、moment）"
            yield document.mistake(
                (*where, "from_field"), f"“from_field”应是本台账的{wanted}字段，而不是“{clock.from_field}”"
            )
    if clock.due_field is not None:
        due = register.field(clock.due_field)
        if due is None or due.kind is not FieldKind.DATE or in_hours:
            sentence = f"“due_field”应是本台账的日期（date）字段，且时限不按小时计算，而不是“{clock.due_field}”"
            yield document.mistake((*where, "due_field"), sentence)
    filled = {field.name for field in _filled_at_start(register, clock)}
    for key, name in (("from_field", clock.from_field), ("due_field", clock.due_field)):
        if name is not None and register.field(name) is not None and name not in filled:
            sentence = f"“{name}”不是时限“{clock.limit}”起算时填写的字段，可用的：{'、'.join(sorted(filled))}"
            yield document.mistake((*where, key), sentence)


def _filled_at_start(register: Register, clock: RegisterClock) -> Iterator[RegisterField]:
    """Fields of the acts with which the clock begins."""
    if ENTERED in clock.starts:
        yield from register.fields
    for step in register.steps:
        if step.code in clock.starts:
            yield from step.fields


def _figure_kind_mistakes(
    document: Document, where: Place, register: Register, figure: RegisterFigure
) -> Iterator[Mistake]:
    for limit in figure.limits:
        if register.clock(limit) is None:
            yield document.mistake((*where, "limits"), f"本台账没有时限“{limit}”，指标“{figure.code}”无从统计")
    match figure.kind:
        case FigureKind.ON_TIME if not figure.limits:
            yield document.mistake((*where, "kind"), f"按期率“{figure.code}”应在 limits 中写明统计哪些时限")
        case FigureKind.COVERAGE:
            covers = register.field(figure.covers) if figure.covers else None
            if figure.covers is not None and (covers is None or covers.kind is not FieldKind.BODY):
                yield document.mistake((*where, "covers"), f"“covers”应是机构字段，而不是“{figure.covers}”")
            if not figure.kinds:
                yield document.mistake((*where, "kind"), f"覆盖率“{figure.code}”应在 kinds 中写明应当覆盖哪些机构")
        case FigureKind.SHARE if figure.counted == Filter():
            yield document.mistake((*where, "kind"), f"比例“{figure.code}”应在 counted 中写明计入哪些")
        case FigureKind.TOTAL if figure.sum_of is not None:
            summed = register.field(figure.sum_of)
            if summed is None or summed.kind not in (FieldKind.INTEGER, FieldKind.AMOUNT):
                yield document.mistake((*where, "sum_of"), f"“sum_of”应是整数或者金额字段，而不是“{figure.sum_of}”")


def _filter_mistakes(document: Document, where: Place, register: Register, filtered: Filter) -> Iterator[Mistake]:
    codes = [step.code for step in register.steps]
    if filtered.step is not None and filtered.step not in codes:
        yield document.mistake((*where, "step"), f"没有“{filtered.step}”这一步，可用的：{'、'.join(codes)}")
    for stage in filtered.stages:
        if stage not in (ENTERED, *codes):
            sentence = f"没有“{stage}”这一阶段，可用的：{'、'.join((ENTERED, *codes))}"
            yield document.mistake((*where, "stages"), sentence)
    yield from when_mistakes(document, (*where, "when"), register, filtered.when)
