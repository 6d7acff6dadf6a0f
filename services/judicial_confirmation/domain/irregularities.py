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
    "enforced_after_revocation": (
        "执行发生在确认裁定撤销之后，裁定已不能作为执行依据；已执行的部分由法院依法处理。",
        "CPL-I 372",
    ),
    "not_by_mediation_body": (
        "协议不是登记的调解途径达成的。只有经依法设立的调解组织调解达成的协议才能申请司法确认，由法院审查。",
        "CPL 205",
    ),
    "agency_agreement_not_taken": (
        "按本地设置，法院不受理行政机关自行调解达成的协议的确认申请。申请照常登记，由法院审查；"
        "也可以办理公证、申请支付令或者起诉。",
        "法发〔2009〕45号 20",
    ),
    "proof_of_mediation_missing": ("未提交调解组织主持调解的证明，法院会要求限期补充。", "CPL-I 354"),
    "identity_missing": ("未提交当事人的身份、住所和联系方式材料，法院会要求限期补充。", "CPL-I 354"),
    "power_of_attorney_missing": ("代理人代为申请，未提交授权委托书，法院会要求限期补充。", "JC11 3"),
    "way_chosen_late": ("超过了自协议生效之日起共同申请仲裁审查的十五日，由仲裁机构决定是否受理。", "LABR 74"),
    "way_not_joint": ("这一途径应由全体协议当事人共同申请，现在并非全体提出，由受理机构决定。", "LABR 74, ARB 3–4"),
    "way_step_late": (
        "这一步超过了支付令程序的期限（受理通知五日、发出支付令十五日、清偿或者异议十五日）。",
        "CPL 225–228",
    ),
    "way_closed_before": ("这一途径此前已登记为办结，又登记了新的办理情况，两者均留档。", "CPL 225–228"),
}
"""Sentence and source by code. What the window saw of CPL-I 355 carries `concern_<ground>` and the ground's own words."""


def irregular(code: str) -> Irregularity:
    """The irregularity of this code. Raises KeyError for a code nobody defined."""
    message, source = CONFIRMATION_IRREGULARITIES[code]
    return Irregularity(code=code, message=message, source=source)


def not_for_this_dispute(way: str, source: str) -> Irregularity:
    """The way chosen is not open to a dispute of this type: told to the parties, left to the body chosen."""
    return Irregularity(
        code="way_not_for_dispute",
        message=f"{way}一般不适用于这一类纠纷。选择照常登记，由受理机构决定。",
        source=source,
    )


def concern(code: str, name: str) -> Irregularity:
    """What the window saw and the court may decline for: a ground of CPL-I 355, here only a warning."""
    return Irregularity(
        code=f"concern_{code}",
        message=f"协议可能属于不予受理的情形：{name}。申请照常登记，由法院审查；当事人也可以另行起诉或走相应程序。",
        source="CPL-I 355",
    )
