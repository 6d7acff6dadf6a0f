"""Reading the law of one profile from its files, once per process."""

from functools import cache
from pathlib import Path

from services.jurisdiction.administrative_sectors import read_administrative_rules
from services.jurisdiction.calendar import CalendarOverrides, build_calendar
from services.jurisdiction.clock_calculation import ClockRules
from services.jurisdiction.enforceability import read_enforceable_ways
from services.jurisdiction.escalation import read_ladder
from services.jurisdiction.escalation_rules import read_escalation_rules
from services.jurisdiction.grounds import read_grounds
from services.jurisdiction.law import Law
from services.jurisdiction.network_rules import read_network_rules
from services.jurisdiction.organisations import OrganisationTree, read_organisations
from services.jurisdiction.outside_limits import read_outside_limits
from services.jurisdiction.parameters import read_parameters
from services.jurisdiction.profile import read_profile
from services.jurisdiction.profile_files import Document, profile_name, read_as, read_document, rules_version
from services.jurisdiction.referrals import read_referrals
from services.jurisdiction.representatives import read_representation
from services.jurisdiction.routing import read_routing
from services.jurisdiction.routing_tags import read_routing_tags
from services.jurisdiction.service_of_documents import read_service_rules
from services.jurisdiction.supervision import check_shares
from services.jurisdiction.time_limits import read_time_limits


@cache
def load(profile: str, folder: Path) -> Law:
    """The law of a profile, by its name in `folder` or by the absolute path of its own folder. Raises ProfileMistake with file,
    line and what would be right."""
    read: list[Document] = []
    name = profile_name(profile)
    national, city = folder / "national", folder / profile

    def document(path: Path) -> Document:
        read.append(read_document(path))
        return read[-1]

    def local(name: str) -> Document | None:
        return document(city / name) if (city / name).exists() else None

    overrides = read_as(CalendarOverrides, document(national / "calendar_overrides.yaml"))
    limits = read_time_limits(document(national / "time_limits.yaml"), local("time_limits.yaml"))
    numbers, own_numbers = document(national / "parameters.yaml"), local("parameters.yaml")
    practice = read_document(national / "practice.yaml")  # no law, so not among what the version is made of
    parameters = read_parameters([numbers, practice], own_numbers)
    check_shares(own_numbers or numbers, parameters)
    routing = read_routing(document(national / "routing.yaml"), local("routing.yaml"))
    ladder = read_ladder(local("escalation.yaml") or document(national / "escalation.yaml"), limits)
    rules = read_escalation_rules(document(national / "escalation_rules.yaml"), limits)
    referrals = read_referrals(document(national / "referrals.yaml"), limits)
    grounds = read_grounds(document(national / "grounds.yaml"))
    ways = read_enforceable_ways(document(national / "enforceability.yaml"), limits)
    outside = read_outside_limits(document(national / "outside_limits.yaml"), limits)
    tags = read_routing_tags(document(national / "routing_tags.yaml"))
    serving = read_service_rules(document(national / "service_of_documents.yaml"), limits)
    agencies_yaml = [document(national / f"administrative_{name}.yaml") for name in ("sectors", "matters")]
    agencies = read_administrative_rules(agencies_yaml[0], agencies_yaml[1], limits, grounds)
    groups = read_representation(document(national / "representation.yaml"), parameters)
    settings = read_profile(document(city / "profile.yaml"), name)
    bodies = local("organisations.yaml")
    organisations = read_organisations(bodies) if bodies else OrganisationTree({})
    network = read_network_rules(
        document(national / "network_regimes.yaml"), document(national / "partner_routes.yaml"), local("network.yaml"), limits,
        organisations,
    )  # fmt: skip
    calendar = build_calendar(overrides.overrides, overrides.published_until)
    clocks = ClockRules(limits, calendar, rules_version(name, read))
    return Law(
        profile, clocks, parameters, routing, organisations, ladder, rules, referrals, grounds, ways, outside, tags,
        serving, agencies, groups, network, settings,
    )  # fmt: skip
