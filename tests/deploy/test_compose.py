"""docker-compose.yml is right by the compose specification, and everything it names exists in the code (issue 3, item 8)."""

import importlib.util
import json
import re
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
import yaml

from deploy import services as service_list
from schemas.topics import DECIDING_SERVICES

ROOT = Path(__file__).parents[2]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
OURS = {
    name: service for name, service in COMPOSE["services"].items() if service.get("image", "").startswith("mediation:")
}
READ_IN = ("runtime/settings.py", "jurisdiction/party_link_address.py")
"""Where variables of every process are named, and the secret that two of them share."""
SETTINGS = "".join((ROOT / "services" / path).read_text(encoding="utf-8") for path in READ_IN)


def test_the_file_is_right_by_the_specification():
    schema = json.loads(
        (files("check_jsonschema") / "builtin_schemas" / "vendor" / "compose-spec.json").read_text("utf-8")
    )
    jsonschema.validate(COMPOSE, schema)


def test_the_specification_refuses_a_misspelt_key():
    schema = json.loads(
        (files("check_jsonschema") / "builtin_schemas" / "vendor" / "compose-spec.json").read_text("utf-8")
    )
    wrong = {**COMPOSE, "services": {"intake": {**COMPOSE["services"]["intake"], "comand": ["x"]}}}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, schema)


@pytest.mark.parametrize("name", OURS)
def test_each_command_is_a_module_of_ours(name: str):
    python, flag, module = OURS[name]["command"][:3]
    assert (python, flag) == ("python", "-m")
    found = importlib.util.find_spec(module)
    assert found is not None
    if found.submodule_search_locations is not None:
        assert importlib.util.find_spec(f"{module}.__main__") is not None


@pytest.mark.parametrize("name", OURS)
def test_each_variable_is_read_by_the_settings(name: str):
    for variable in OURS[name]["environment"]:
        assert f'"{variable}"' in SETTINGS, f"{variable} is set for {name} but nothing reads it"


def test_every_service_of_the_local_stack_is_there_with_its_port():
    for service in service_list.SERVICES:
        environment = OURS[service.name]["environment"]
        assert environment["MEDIATION_SERVICE"] == service.name
        assert OURS[service.name]["ports"] == [f"{environment['MEDIATION_PORT']}:{environment['MEDIATION_PORT']}"]
    assert set(DECIDING_SERVICES) <= set(OURS)


def test_each_service_has_a_health_check_that_asks_its_own_port():
    for name in {service.name for service in service_list.SERVICES}:
        test = OURS[name]["healthcheck"]["test"]
        assert test[-2:] == ["deploy.probe", OURS[name]["environment"]["MEDIATION_PORT"]]


def test_the_broker_makes_no_topics_of_its_own_and_keeps_offsets_ten_years():
    environment = COMPOSE["services"]["kafka"]["environment"]
    assert environment["KAFKA_AUTO_CREATE_TOPICS_ENABLE"] == "false"
    assert int(environment["KAFKA_OFFSETS_RETENTION_MINUTES"]) >= 10 * 365 * 24 * 60


def test_everything_the_image_copies_exists():
    text = (ROOT / "deploy" / "images" / "Dockerfile").read_text(encoding="utf-8")
    for sources in re.findall(r"^COPY (?!--from)(.+) \S+$", text, re.M):
        for source in sources.split():
            assert (ROOT / source).exists(), source
