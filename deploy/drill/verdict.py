"""The end condition of design.md section 3: stores and views are the fold of the log, every reaction answered, nobody asked twice."""

from collections import Counter

from deploy.trial.history import History
from deploy.trial.servers import Installation
from services.command_line.verify import verify
from services.runtime.settings import Settings


async def end_condition(installation: Installation, history: History) -> list[str]:
    """Everything that does not hold, at most a few of each kind."""
    settings = Settings.from_environment(installation.environment)
    found: list[str] = []
    async for difference in verify(settings):
        found.append(difference.in_chinese)
        if len(found) == 5:
            break
    return found + asked_twice(history)


def asked_twice(history: History) -> list[str]:
    """Parties that got more than one invitation."""
    asked = Counter(
        (case_code, str(event.data["party_id"]))
        for (service, case_code), decided in history.decided.items()
        if service == "satisfaction"
        for decision in decided
        for event in decision.events
        if event.name == "invitation_issued"
    )
    return [f"案件 {case_code} 的当事人被邀请 {times} 次" for (case_code, _), times in asked.items() if times > 1]
