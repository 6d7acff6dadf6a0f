"""The registers that are kept here, as people and forms read them. Pure."""

from services.jurisdiction.register_fields import RegisterField
from services.jurisdiction.register_forms import Register, RegisterStep
from services.jurisdiction.register_law import RegisterLaw
from services.views.registers.answers import FieldRow, LimitRow, RegisterCatalogueRow, RegisterRow, SeedRow, StepRow
from services.views.words import Words


def catalogue(law: RegisterLaw, words: Words) -> RegisterCatalogueRow:
    """Every register with its seeds, form, steps, limits and figures; and what is not kept, with the reason."""
    rows = tuple(_row(register, law, words) for register in law.catalogue.by_code.values())
    return RegisterCatalogueRow(registers=rows, not_kept=dict(law.catalogue.not_kept))


def _row(register: Register, law: RegisterLaw, words: Words) -> RegisterRow:
    return RegisterRow(
        code=register.code, name=register.name_zh, mark=register.mark.value,
        seeds=tuple(
            SeedRow(source=seed.source, title=words.titled(seed.source), text=seed.text_zh) for seed in register.seeds
        ),
        roles=tuple(role.value for role in register.entering.roles), owner=register.owning.scope.value,
        fields=tuple(_field(field) for field in register.fields), steps=tuple(_step(step) for step in register.steps),
        limits=tuple(_limits(register, law)), figures=tuple(figure.name_zh for figure in register.figures),
    )  # fmt: skip


def _field(field: RegisterField) -> FieldRow:
    return FieldRow(
        name=field.name, label=field.name_zh, kind=field.kind.value, required=field.required, personal=field.personal,
        choices=dict(field.choices), help=field.help_zh,
    )  # fmt: skip


def _step(step: RegisterStep) -> StepRow:
    return StepRow(
        code=step.code, name=step.name_zh, after=step.after, by=tuple(taker.value for taker in step.by),
        closes=step.closes, again=step.again, heard=step.heard, fields=tuple(_field(field) for field in step.fields),
    )  # fmt: skip


def _limits(register: Register, law: RegisterLaw) -> list[LimitRow]:
    found = []
    for clock in register.clocks:
        limit = law.law.clocks.limits.by_id[clock.limit]
        source = law.law.clocks.limits.said_source(limit.versions[-1].source)
        found.append(
            LimitRow(
                limit=clock.limit, name=limit.name_zh, source=source, own_day=clock.due_field,
                consequence=clock.consequence_zh,
            )
        )  # fmt: skip
    return found
