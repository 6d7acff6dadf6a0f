"""What early warning asks of the profile: its own rules, and the tree of bodies."""

from dataclasses import dataclass

from services.early_warning.domain.signals import Bodies
from services.jurisdiction.law import Law
from services.jurisdiction.organisations import Organisation
from services.jurisdiction.vocabulary import BodyKind
from services.jurisdiction.warning_rules import WarningRules, warning_rules


@dataclass(frozen=True, eq=False)
class WarningLaw:
    """The rules of windows beside the bodies that alerts go to."""

    rules: WarningRules
    bodies: Bodies
    rules_version: str
    calendar_version: str

    @staticmethod
    def of(law: Law) -> "WarningLaw":
        """Read with a profile's law. Raises ProfileMistake."""
        rules = warning_rules(law.profile, law.escalation_rules)
        return WarningLaw(rules, law, f"{law.rules_version}+{rules.version}", law.calendar_version)

    def stands_for(self, organisation: str, body: str) -> bool:
        """Whether `organisation` is `body` or stands above it."""
        found = self.bodies.organisation(body)
        return organisation == body or (
            found is not None and any(one.id == organisation for one in self.bodies.ancestors(found))
        )


def addressee(bodies: Bodies, concerned: tuple[str, ...]) -> str:
    """The body that is to look at an alert: the nearest hub that stands above, or is, every body concerned.

    Without a hub the nearest body above them all; where nobody stands above them, or the profile knows none of them, the first.
    """
    lines = [
        (found, *bodies.ancestors(found)) for body in concerned if (found := bodies.organisation(body)) is not None
    ]
    if not lines:
        return concerned[0] if concerned else ""
    shared = [one for one in lines[0] if all(any(one.id == other.id for other in line) for line in lines[1:])]
    return _nearest(shared) or concerned[0]


def _nearest(line: list[Organisation]) -> str | None:
    hub = next((one for one in line if one.kind is BodyKind.HUB_CENTER), None)
    return hub.id if hub else line[0].id if line else None
