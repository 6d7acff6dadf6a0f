"""What the form of registers.yaml cannot see by itself: every mistake with its line and what would be right."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from services.jurisdiction.parameters import Parameter
from services.jurisdiction.profile_files import Document, Place
from services.jurisdiction.profile_mistakes import Mistake
from services.jurisdiction.register_clock_check import clock_mistakes, figure_mistakes, when_mistakes
from services.jurisdiction.register_fields import ENTERED, TEXTS, FieldKind, RegisterField
from services.jurisdiction.register_forms import Register, RegisterStep
from services.jurisdiction.time_limits import TimeLimits

RESERVED = frozenset({"entries", "figures"})
"""Words that stand in paths beside the codes of registers."""
OWN_FIELDS = frozenset({"owner", "owner_office", "case_code", "occurred_at", "occurred_at_assumed", "story", "reason"})
"""Fields that every entry or act has."""
CHOOSING = (FieldKind.CHOICE, FieldKind.CHOICES)


def register_mistakes(
    document: Document,
    registers: Sequence[Register],
    marks: Sequence[str],
    limits: TimeLimits,
    parameters: Mapping[str, Parameter],
    known: Collection[str] = (),
) -> list[Mistake]:
    """Every mistake in these registers of one file; `marks` are its irregularities, `known` those of the files it rests on."""
    found = list(_twice(document, ("irregularities",), "code", marks, "情形"))
    found += _unused(document, marks, registers)
    found += _twice(document, ("registers",), "code", [one.code for one in registers], "台账")
    for position, register in enumerate(registers):
        place: Place = ("registers", position)
        if register.code in RESERVED:
            found.append(document.mistake((*place, "code"), f"台账代码不能用“{register.code}”，请换一个"))
        found += _field_mistakes(document, place, register)
        found += _step_mistakes(document, place, register, {*marks, *known})
        found += clock_mistakes(document, place, register, limits)
        found += figure_mistakes(document, place, register, parameters)
    return found


def override_mistakes(
    city: Document, registers: Sequence[Register], not_kept: Sequence[str], national: Mapping[str, Register]
) -> Iterator[Mistake]:
    """A city replaces what is marked local alone, and leaves out what there is."""
    for position, register in enumerate(registers):
        known = national.get(register.code)
        if known is not None and not known.local:
            sentence = f"台账“{register.code}”由国家统一，地方不能改；只能改标明 local: true 的台账"
            yield city.mistake(("registers", position, "code"), sentence)
    for position, code in enumerate(not_kept):
        if code not in national:
            right = f"可用的台账：{'、'.join(national)}"
            yield city.mistake(("not_kept", position, "code"), f"没有代码为“{code}”的台账，{right}")


def _twice(document: Document, place: Place, key: str, codes: Iterable[str], what: str) -> Iterator[Mistake]:
    seen: set[str] = set()
    for position, code in enumerate(codes):
        if code in seen:
            yield document.mistake((*place, position, key), f"{what}“{code}”写了两次，只能保留一处")
        seen.add(code)


def _unused(document: Document, marks: Sequence[str], registers: Sequence[Register]) -> Iterator[Mistake]:
    used = {marked.code for register in registers for step in register.steps for marked in step.marks}
    for position, code in enumerate(marks):
        if code not in used:
            sentence = f"没有步骤用到情形“{code}”，请在步骤的 marks 中写明它何时成立，或者删去"
            yield document.mistake(("irregularities", position, "code"), sentence)


def _field_mistakes(document: Document, place: Place, register: Register) -> Iterator[Mistake]:
    known: dict[str, RegisterField] = {}
    for where, field in _fields_with_places(place, register):
        if field.name in OWN_FIELDS:
            yield document.mistake((*where, "name"), f"字段名“{field.name}”是每本台账都有的，请换一个")
        if field.name in known and known[field.name] != field:
            sentence = f"字段“{field.name}”写了两次而内容不同；不同的事项请用不同的名称"
            yield document.mistake((*where, "name"), sentence)
        known.setdefault(field.name, field)
        yield from _one_field_mistakes(document, where, field)
    names = [field.name for field in register.fields]
    yield from _twice(document, (*place, "fields"), "name", names, "字段")
    hidden = register.hidden_from
    if hidden is not None and not any(one.name == hidden and one.kind is FieldKind.BODY for one in register.fields):
        yield document.mistake((*place, "hidden_from"), f"“hidden_from”应是登记时填写的机构字段，而不是“{hidden}”")


def _fields_with_places(place: Place, register: Register) -> Iterator[tuple[Place, RegisterField]]:
    yield from (((*place, "fields", number), field) for number, field in enumerate(register.fields))
    for step_number, step in enumerate(register.steps):
        for number, field in enumerate(step.fields):
            yield (*place, "steps", step_number, "fields", number), field


def _one_field_mistakes(document: Document, where: Place, field: RegisterField) -> Iterator[Mistake]:
    if field.kind in CHOOSING and not field.choices:
        yield document.mistake((*where, "kind"), f"字段“{field.name}”要选择，请在 choices 中写明可选的各项")
    if field.kind not in CHOOSING and field.choices:
        yield document.mistake((*where, "choices"), f"字段“{field.name}”不是选择项，不能有 choices")
    if field.personal and field.kind not in TEXTS:
        sentence = f"字段“{field.name}”不是文字，不能标为 personal；涉及个人的内容应填在文字字段中"
        yield document.mistake((*where, "personal"), sentence)
    if field.kind is FieldKind.LONG_TEXT and not field.personal:
        yield document.mistake((*where, "kind"), f"长文字“{field.name}”可能涉及个人，应标明 personal: true")
    bounded = field.minimum is not None or field.maximum is not None
    if bounded and field.kind not in (FieldKind.INTEGER, FieldKind.AMOUNT):
        key = "minimum" if field.minimum is not None else "maximum"
        yield document.mistake((*where, key), f"字段“{field.name}”不是数，不能有上下限")


def _step_mistakes(document: Document, place: Place, register: Register, marks: Collection[str]) -> Iterator[Mistake]:
    codes = [step.code for step in register.steps]
    yield from _twice(document, (*place, "steps"), "code", codes, "步骤")
    if not any(step.closes for step in register.steps):
        yield document.mistake(
            (*place, "steps"), f"台账“{register.code}”没有办结的步骤，至少一个步骤应标明 closes: true"
        )
    if sum(step.heard for step in register.steps) > 1:
        yield document.mistake((*place, "steps"), "由案件登记带出的步骤（heard）只能有一个")
    for position, step in enumerate(register.steps):
        yield from _one_step_mistakes(document, (*place, "steps", position), register, step, codes, marks)


def _one_step_mistakes(
    document: Document,
    where: Place,
    register: Register,
    step: RegisterStep,
    codes: Sequence[str],
    marks: Collection[str],
) -> Iterator[Mistake]:
    if step.code == ENTERED:
        yield document.mistake((*where, "code"), f"步骤不能叫“{ENTERED}”，它是登记本身")
    for stage in step.after:
        if stage not in (ENTERED, *codes):
            right = f"可用的：{'、'.join((ENTERED, *codes))}"
            yield document.mistake((*where, "after"), f"步骤“{step.code}”之前没有“{stage}”这一阶段，{right}")
    if step.heard and step.fields:
        yield document.mistake((*where, "fields"), f"步骤“{step.code}”由案件登记带出，不能要求填写字段")
    if step.closes and step.again:
        yield document.mistake((*where, "again"), f"步骤“{step.code}”已经办结，不能重复")
    for number, marked in enumerate(step.marks):
        place = (*where, "marks", number)
        if marked.code not in marks:
            right = "请在 irregularities 中写明它的说明和依据"
            yield document.mistake((*place, "code"), f"不认识的情形“{marked.code}”，{right}")
        yield from when_mistakes(document, (*place, "when"), register, marked.when)
