"""What a clerk fills in for an entry of each register, and whom it makes answer for it."""

from typing import Any

from tests.domain.registers.entry_case import COMMUNITY, HUB, LABOUR_BUREAU, LINKED, MARKET_BUREAU, STREET

ENTRIES: dict[str, tuple[str, dict[str, Any]]] = {
    "patrols": (STREET, {"owner": COMMUNITY, "area": "示范一社区", "subject": "general", "frequency": "weekly"}),
    "leads": (HUB, {"owner": STREET, "came_via": "hotline", "topic": "property_management", "place": "某小区",
                    "content": "电梯停运引起业主和物业争执"}),
    "risk_assessments": (HUB, {"owner": LABOUR_BUREAU, "matter": "棚户区改造", "matter_kind": "shanty_town",
                               "at_stage": "source", "aspects": ["social_stability", "environment"]}),
    "case_reviews": (HUB, {"owner": MARKET_BUREAU, "case_kind": "reconsideration", "case_number": "（2026）1号",
                           "decided_on": "2026-01-05", "chosen_by": "random"}),
    "performance_of_decisions": (HUB, {"owner": LABOUR_BUREAU, "document_kind": "reconsideration_decision",
                                       "document_number": "（2026）2号", "made_by": "区政府", "served_on": "2026-02-27",
                                       "content": "重新作出答复"}),
    "court_appearances": (HUB, {"owner": LABOUR_BUREAU, "case_number": "（2026）行初3号", "court": "区法院",
                                "instance": "first", "cause": "工伤认定", "hearing_on": "2026-03-10"}),
    "assignments": (HUB, {"owner": LABOUR_BUREAU, "number": "交办1号", "matter_kind": "litigation", "content": "答辩并出庭",
                          "due_on": "2026-03-20"}),
    "suggestions": (LABOUR_BUREAU, {"suggestion_kind": "procuratorial", "number": "建议1号", "issued_by": "区检察院",
                                    "served_on": "2026-03-02", "content": "加强欠薪线索核查"}),
    "deputies_suggestions": (HUB, {"owner": LABOUR_BUREAU, "proposal_kind": "deputies", "number": "第12号",
                                   "proposed_by": "某代表", "handed_over_on": "2026-03-02", "content": "增设调解室"}),
    "subsidies": (STREET, {"settled_case": LINKED, "grade": "general", "recipient": "某调解员", "amount": 200.0}),
    "funding": (HUB, {"owner": STREET, "year": 2026, "purpose": "committee", "budget": 50000.0,
                      "allocate_by": "2026-06-30"}),
    "legal_advisers": (STREET, {"village": COMMUNITY, "adviser": "某律师", "firm": "某律师事务所", "until": "2026-12-31"}),
    "responsible_roles": (HUB, {"owner": LABOUR_BUREAU, "duty": "overall", "post": "局长"}),
    "announcements": (HUB, {"event_at": "2026-03-02T06:00:00+08:00", "grade": "major", "category": "accident",
                            "event": "厂房坍塌"}),
    "complaints": (HUB, {"about_body": STREET, "complaint_kind": "delay", "received_via": "phone", "complainant": "某居民",
                         "content": "调解申请一个月无人过问"}),
    "periodic_reports": (HUB, {"report_kind": "half_year", "heard_by": "区政府常务会议"}),
}  # fmt: skip
"""By register: the body that enters it, and the form."""
