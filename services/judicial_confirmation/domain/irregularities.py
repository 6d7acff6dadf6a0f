"""Facts recorded although a rule says otherwise: code, Chinese sentence with the consequence, article (design.md section 2)."""

from collections.abc import Mapping

from schemas.base import Irregularity

CONFIRMATION_IRREGULARITIES: Mapping[str, tuple[str, str]] = {
    "application_late": (
        "申请已超过协议生效后三十日。申请照常登记并写明理由，是否顺延由法院决定；当事人也可以就协议起诉。",
        "CPL 205, CPL 86",
    ),
    "agreement_not_written": (
        "协议为口头协议，申请时应提交调解协议。请补作书面记录并由双方签名，否则法院会要求限期补充。",
        "CPL-I 354",
    ),
    "agreement_not_submitted": ("申请未附调解协议，法院会要求限期补充。", "CPL-I 354"),
    "court_not_competent": (
        "从登记的机构看，这家法院没有管辖权（调解组织不在其辖区，或法院级别不符）。由法院审查；无管辖权的，法院不予受理。",
        "CPL 205, CPL-I 352",
    ),
    "court_basis_not_in_force": (
        "按申请当时的法律，不能以这一理由向这家法院申请。是否有管辖权由法院审查。",
        "CPL 205, CPL2017 194",
    ),
    "inviting_court_expected": (
        "调解不是法院邀请开展的，却以邀请调解的法院为由申请。是否有管辖权由法院审查。",
        "CPL 205",
    ),
    "docketing_late": ("法院决定是否受理超过了收到申请后的三日。", "JC11 4"),
    "verification_missing": ("裁定前没有登记通知双方到场核实。", "CPL-I 356"),
    "verification_party_absent": ("核实时并非双方都到场。", "CPL-I 356"),
    "ruling_late": ("裁定超过了受理后的十五日（含院长批准的延长）。", "JC11 5"),
    "ruling_past_statutory_limit": ("裁定超过了特别程序立案后的三十日（含院长批准的延长）。", "CPL 187"),
    "supplement_period_running": ("补充材料的期限尚未届满，就按撤回申请处理。", "CPL-I 357"),
    "objection_late": (
        "异议超过了期限（当事人收到裁定之日起十五日，利害关系人知道或者应当知道之日起六个月），由法院审查决定。",
        "CPL-I 372",
    ),
    "enforcement_late": (
        "申请执行超过了最后履行期限届满后的二年。申请照常登记，对方可以提出执行时效抗辩。",
        "CPL 250",
    ),
    "enforcement_court_not_competent": (
        "执行应由作出裁定的法院或者与其同级的财产所在地法院管辖；这家法院不是作出裁定的法院。",
        "CPL 206, CPL-I 460",
    ),
    "already_performed": ("协议已登记为全部履行；只有拒绝履行或者未全部履行的，才能申请执行。", "CPL 206"),
}
"""Sentence and source by code. What the window saw of CPL-I 355 carries `concern_<ground>` and the ground's own words."""


def irregular(code: str) -> Irregularity:
    """The irregularity of this code. Raises KeyError for a code nobody defined."""
    message, source = CONFIRMATION_IRREGULARITIES[code]
    return Irregularity(code=code, message=message, source=source)


def concern(code: str, name: str) -> Irregularity:
    """What the window saw and the court may decline for: a ground of CPL-I 355, here only a warning."""
    return Irregularity(
        code=f"concern_{code}",
        message=f"协议可能属于不予受理的情形：{name}。申请照常登记，由法院审查；当事人也可以另行起诉或走相应程序。",
        source="CPL-I 355",
    )
