"""Commands that a reaction sends go over the wire without their empty fields, so none of these may be required."""

from collections.abc import Iterator
from types import ModuleType
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from services.administrative_mediation import api as agencies_api
from services.administrative_mediation import worker as agencies
from services.intake import api as intake_api
from services.intake import worker as intake
from services.judicial_confirmation import api as confirmation_api
from services.judicial_confirmation import worker as confirmation
from services.jurisdiction.law import Law
from services.people_mediation import api as mediation_api
from services.people_mediation import worker as mediation
from services.satisfaction import api as satisfaction_api
from services.satisfaction import worker as satisfaction

LAW = Law.load("wuhu")
SERVICES: tuple[tuple[ModuleType, ModuleType], ...] = (
    (intake, intake_api), (agencies, agencies_api), (mediation, mediation_api), (confirmation, confirmation_api), (satisfaction, satisfaction_api),
)  # fmt: skip


def sent_by_the_system() -> Iterator[tuple[str, type[BaseModel]]]:
    """Every command that no person can send over HTTP: reactions, and clocks that lapse."""
    for worker, api in SERVICES:
        service = worker.service(LAW)
        asked_by_people = {route.body for route in api.ROUTES}
        for name, body in service.commands.items():
            if body not in asked_by_people:
                yield f"{service.name}.{name}", body


def models(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models that a field may hold, at any depth of lists and alternatives."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from models(inner)


def lost_on_the_wire(model: type[BaseModel], seen: frozenset[type[BaseModel]] = frozenset()) -> Iterator[str]:
    """Required fields that may be None: with None the command could not be read again."""
    if model in seen:
        return
    for name, field in model.model_fields.items():
        if field.is_required() and type(None) in get_args(field.annotation):
            yield f"{model.__name__}.{name}"
        for inner in models(field.annotation):
            yield from lost_on_the_wire(inner, seen | {model})


BODIES = dict(sent_by_the_system())


@pytest.mark.parametrize("name", BODIES)
def test_a_reactions_command_has_no_required_field_that_may_be_empty(name: str):
    assert not list(lost_on_the_wire(BODIES[name]))


def test_the_commands_of_reactions_are_among_them():
    heard = {"intake.hear_channel_event", "people_mediation.receive_offer", "satisfaction.invite_parties"}
    assert heard | {"judicial_confirmation.register_agreement"} <= set(BODIES)


def test_the_rule_sees_a_field_that_would_be_lost():
    class Told(BaseModel):
        when: int | None

    class Heard(BaseModel):
        told: tuple[Told, ...]

    assert list(lost_on_the_wire(Heard)) == ["Told.when"]


def test_no_two_services_give_their_reactions_one_name_so_that_no_two_commands_share_an_id():
    names = [reaction.name for worker, _ in SERVICES for reaction in worker.service(LAW).reactions]
    assert len(set(names)) == len(names)
