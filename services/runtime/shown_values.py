"""Data of a command as an operator may see it: codes, numbers and moments to find a fault by, nothing that may tell of a person.

Free text is personal (design.md section 6), and a command's body is only text until its service has read it, so that marks
cannot be asked: whatever is not plainly a code is hidden.
"""

import re
from typing import Any

from schemas.personal import MASK

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?")
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_.:-]{0,79}")
_NUMBER_OF_A_PERSON = re.compile(r"\d{5,}")
"""Long enough to be part of a telephone or identity number; ids and moments are asked for first."""


def without_persons(value: Any) -> Any:
    """JSON data with every text hidden that is no id, moment or code; names of fields, numbers and truth values stay."""
    if isinstance(value, dict):
        return {name: without_persons(entry) for name, entry in value.items()}
    if isinstance(value, list | tuple):
        return [without_persons(entry) for entry in value]
    if isinstance(value, str):
        return value if is_code(value) else MASK
    return value


def is_code(text: str) -> bool:
    """Whether a text is plainly an id, a moment or a code of ours, or empty."""
    if not text or _ID.fullmatch(text) or _MOMENT.fullmatch(text):
        return True
    return bool(_CODE.fullmatch(text)) and _NUMBER_OF_A_PERSON.search(text) is None
