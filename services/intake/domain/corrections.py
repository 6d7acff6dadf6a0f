"""Putting a wrong entry right by a new act: who, why, the old value visible, clocks counted again, notices named (issue 3, item 5)."""

from datetime import datetime
from typing import Any, get_origin

from pydantic import AwareDatetime, TypeAdapter, ValidationError

from schemas.base import Event
from schemas.command import Command, Refused
from schemas.intake import CaseSummary, EntryCorrected
from schemas.values import Party
from services.intake.domain.access import Answer
from services.intake.domain.correction_clocks import level_counted_again
from services.intake.domain.file_commands import CorrectEntry
from services.intake.domain.law import IntakeLaw
from services.intake.domain.notices import said
from services.intake.domain.state import CaseFile
from services.jurisdiction.acts import ALLOWED_SKEW
from services.jurisdiction.told import told

CASE_ENTRIES = ("dispute_type", "tags", "source", "received_via", "summary", "requests", "amount_cny", "headcount",
                "difficulty", "place")  # fmt: skip
"""Entries of the case that may be wrong; risk is assessed anew instead, parties have their own names."""
PARTY_ENTRIES = ("role", "kind", "name", "identity_number", "sex", "ethnicity", "birth_date", "occupation",
                 "legal_representative", "capacity", "headcount")  # fmt: skip
REGISTERED_AT = "registered_at"
_MOMENT: TypeAdapter[datetime] = TypeAdapter(AwareDatetime)


def correct_entry(file: CaseFile, command: Command[CorrectEntry], law: IntakeLaw) -> Answer:
    """The correction of one entry, whatever situation the case is in."""
    match command.body.field.split("."):
        case ["registered_at"]:
            return _correct_registration(file, command, law)
        case ["case", entry] if entry in CASE_ENTRIES:
            return _corrected(file, command, law, entry)
        case ["parties", party_id] if file.party(party_id) is not None and command.body.new_value is None:
            return _party_removed(file, command, law, party_id)
        case ["parties", party_id, entry] if file.party(party_id) is not None and entry in PARTY_ENTRIES:
            return _party_corrected(file, command, law, party_id, entry)
        case _:
            return Refused("field_unknown", "没有可以更正的这一项，请核对项目名称。", "field")


def _corrected(file: CaseFile, command: Command[CorrectEntry], law: IntakeLaw, entry: str) -> Answer:
    is_list = get_origin(CaseSummary.model_fields[entry].annotation) is tuple
    new = _lines(command.body.new_value) if is_list else command.body.new_value
    try:
        case = CaseSummary.model_validate({**file.case.model_dump(), entry: new})
    except ValidationError:
        return _invalid()
    return _event(file, command, law, case, _text(getattr(file.case, entry)), _text(getattr(case, entry)))


def _party_corrected(
    file: CaseFile, command: Command[CorrectEntry], law: IntakeLaw, party_id: str, entry: str
) -> Answer:
    wrong = file.party(party_id)
    assert wrong is not None
    try:
        right = Party.model_validate({**wrong.model_dump(), entry: command.body.new_value})
    except ValidationError:
        return _invalid()
    parties = tuple(right if party.party_id == party_id else party for party in file.case.parties)
    case = file.case.model_copy(update={"parties": parties})
    return _event(file, command, law, case, _text(getattr(wrong, entry)), _text(getattr(right, entry)))


def _party_removed(file: CaseFile, command: Command[CorrectEntry], law: IntakeLaw, party_id: str) -> Answer:
    parties = tuple(party for party in file.case.parties if party.party_id != party_id)
    if not parties:
        return Refused("last_party", "本案只剩这一位当事人，不能删去。如整案登记有误，请作废。", "field")
    wrong = file.party(party_id)
    return _event(
        file, command, law, file.case.model_copy(update={"parties": parties}), wrong.name if wrong else None, None
    )


def _correct_registration(file: CaseFile, command: Command[CorrectEntry], law: IntakeLaw) -> Answer:
    try:
        moment = _MOMENT.validate_python(command.body.new_value)
    except ValidationError:
        return _invalid()
    later = [holding.since for holding in file.custody.holdings[1:]]
    if moment > command.recorded_at + ALLOWED_SKEW or any(moment > since for since in later):
        return Refused(
            "registered_at_too_late", "登记时间不能晚于现在，也不能晚于案件已发生的移交。请核对。", "new_value"
        )
    answer = _event(file, command, law, file.case, file.registered_at.isoformat(), moment.isoformat(), moment)
    if isinstance(answer, Refused):
        return answer
    again = level_counted_again(file, command, law, moment)
    return again if isinstance(again, Refused) else (*answer, *again)


def _event(
    file: CaseFile,
    command: Command[CorrectEntry],
    law: IntakeLaw,
    case: CaseSummary,
    old: str | None,
    new: str | None,
    registered_at: datetime | None = None,
) -> tuple[Event, ...] | Refused:
    if old == new:
        return Refused("nothing_changed", "更正后的内容与原内容相同。", "new_value")
    corrected = EntryCorrected(
        **told(command), field=command.body.field, old_value=old, new_value=new, reason=command.body.reason, case=case,
        notices_already_sent=tuple(said(notice, law) for notice in file.notices), registered_at=registered_at,
    )  # fmt: skip
    return (corrected,)


def _invalid() -> Refused:
    return Refused("value_invalid", "更正后的内容不符合这一项的要求，请核对格式。", "new_value")


def _lines(text: str | None) -> tuple[str, ...]:
    return tuple(line.strip() for line in (text or "").splitlines() if line.strip())


def _text(value: Any) -> str | None:
    """An entry as text, as the person would write it."""
    if value is None:
        return None
    return "\n".join(value) if isinstance(value, tuple) else str(value)
