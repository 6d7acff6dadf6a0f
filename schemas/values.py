"""Values shared by the services: the vocabulary of domain.md sections 2, 3 and 8 as types."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from schemas.base import PersonalText, Value


class Channel(StrEnum):
    """Ways a dispute can be handled; the first four are "the 4", the rest the network and partners (domain.md section 2)."""

    PEOPLE_MEDIATION = "PEOPLE_MEDIATION"
    ADMIN_MEDIATION = "ADMIN_MEDIATION"
    PETITION = "PETITION"
    JUDICIAL_CONFIRMATION = "JUDICIAL_CONFIRMATION"
    INDUSTRY_MEDIATION = "INDUSTRY_MEDIATION"
    COURT_MEDIATION = "COURT_MEDIATION"
    POLICE = "POLICE"
    LITIGATION = "LITIGATION"
    ENFORCEMENT = "ENFORCEMENT"
    ARBITRATION = "ARBITRATION"
    ADJUDICATION = "ADJUDICATION"
    RECONSIDERATION = "RECONSIDERATION"
    LEGAL_AID = "LEGAL_AID"
    SOCIAL_AID = "SOCIAL_AID"
    STATE_COMPENSATION = "STATE_COMPENSATION"
    LAW_ENFORCEMENT = "LAW_ENFORCEMENT"
    PLATFORM = "PLATFORM"
    NEGOTIATION = "NEGOTIATION"


class DisputeType(StrEnum):
    """The 18 types of the people's-mediation report (domain.md 3.1)."""

    MARRIAGE_FAMILY = "MARRIAGE_FAMILY"
    NEIGHBOR = "NEIGHBOR"
    HOUSE_HOMESTEAD = "HOUSE_HOMESTEAD"
    CONTRACT = "CONTRACT"
    PRODUCTION_OPERATION = "PRODUCTION_OPERATION"
    DAMAGE_COMPENSATION = "DAMAGE_COMPENSATION"
    FOREST_LAND = "FOREST_LAND"
    LAND_EXPROPRIATION = "LAND_EXPROPRIATION"
    ENVIRONMENT = "ENVIRONMENT"
    MIGRANT_WAGES = "MIGRANT_WAGES"
    OTHER_LABOR = "OTHER_LABOR"
    TOURISM = "TOURISM"
    E_COMMERCE = "E_COMMERCE"
    OTHER_CONSUMER = "OTHER_CONSUMER"
    MEDICAL = "MEDICAL"
    TRAFFIC = "TRAFFIC"
    PROPERTY_MGMT = "PROPERTY_MGMT"
    OTHER = "OTHER"


class CaseSource(StrEnum):
    """Where a case comes from: the report's eight sources (domain.md 3.2); the total of referrals is computed."""

    OWN_MOTION = "OWN_MOTION"
    APPLICATION = "APPLICATION"
    REFERRED_BY_COURT = "REFERRED_BY_COURT"
    REFERRED_BY_PROCURATORATE = "REFERRED_BY_PROCURATORATE"
    REFERRED_BY_POLICE = "REFERRED_BY_POLICE"
    REFERRED_BY_PETITION_OFFICE = "REFERRED_BY_PETITION_OFFICE"
    REFERRED_BY_OTHER = "REFERRED_BY_OTHER"


class ReceivedVia(StrEnum):
    """The window through which the dispute was brought."""

    COUNTER = "counter"
    ONLINE = "online"
    POLICE_110 = "110"
    COURT = "court"
    PETITION_OFFICE = "petition_office"
    HOTLINE = "hotline"
    PATROL = "patrol"
    UNKNOWN = "unknown"


class Difficulty(StrEnum):
    """Grade of a case; criteria are local (domain.md 3.4) and independent of risk and amount."""

    SIMPLE = "SIMPLE"
    GENERAL = "GENERAL"
    COMPLEX = "COMPLEX"


class Risk(StrEnum):
    """Risk of escalation; HIGH triggers police and county hub at once (rule E6)."""

    LOW = "LOW"
    MEDIUM = "MEDIUM"
    HIGH = "HIGH"


class PartyRole(StrEnum):
    """On which side a person stands."""

    APPLICANT = "applicant"
    RESPONDENT = "respondent"
    THIRD_PARTY = "third_party"


class PartyKind(StrEnum):
    """A natural person or an organisation."""

    NATURAL = "natural"
    ORGANISATION = "organisation"


class Capacity(StrEnum):
    """Capacity for civil conduct (民事行为能力); without full capacity a guardian acts."""

    FULL = "full"
    LIMITED = "limited"
    NONE = "none"


class AgentType(StrEnum):
    """Who may act as agent (CPL 61)."""

    LAWYER = "lawyer"
    LEGAL_SERVICE_WORKER = "legal_service_worker"
    STAFF_MEMBER = "staff_member"
    CLOSE_RELATIVE = "close_relative"
    RECOMMENDED_CITIZEN = "recommended_citizen"


class Contact(Value):
    """How a person can be reached. Nothing is sent to a contact that is not safe (issue 7)."""

    phone: PersonalText | None = None
    address: PersonalText | None = None
    delivery_address: PersonalText | None = None
    safe_to_contact: bool = True


class Guardian(Value):
    """Who acts for a minor or a person without full capacity."""

    name: PersonalText
    relation: str
    """E.g. 父亲, 村民委员会."""
    contact: Contact = Field(default_factory=Contact)


class Agent(Value):
    """A person empowered by a party. Settling needs special authority (特别授权, CPL 62 as applied to agents' scope `[GK]`)."""

    agent_id: str
    type: AgentType
    name: PersonalText
    may_settle: bool = False
    """Special authority to accept, change or give up claims and to settle."""
    contact: Contact = Field(default_factory=Contact)


class Party(Value):
    """A party to the dispute with everyone who may act for it (domain.md 3.3)."""

    party_id: str
    role: PartyRole
    kind: PartyKind
    name: PersonalText
    identity_number: PersonalText | None = None
    """Identity card number of a person, unified credit code (统一信用代码) of an organisation."""
    sex: PersonalText | None = None
    ethnicity: PersonalText | None = None
    birth_date: PersonalText | None = None
    occupation: PersonalText | None = None
    legal_representative: PersonalText | None = None
    contact: Contact = Field(default_factory=Contact)
    capacity: Capacity = Capacity.FULL
    guardian: Guardian | None = None
    agents: tuple[Agent, ...] = ()
    headcount: int = 1
    """More than 1 for a group whose members are not all named (农民工三十二人)."""
    predecessor: str | None = None
    """party_id of the party whose rights and duties this one succeeded to."""


class Agreed(StrEnum):
    """Form of an agreement (domain.md 3.2)."""

    ORAL = "oral"
    WRITTEN = "written"


class OutsideAct(Value):
    """An act of a body outside our channels (court, police, legal aid …) as it was told to us."""

    channel: Channel
    act: str
    """A word of the case-file act list, e.g. `suit_filed`."""
    body: str
    """The body as said."""
    detail: PersonalText = ""
    count: int | None = None


class Performance(StrEnum):
    """How far an agreement was performed."""

    FULL = "full"
    PARTIAL = "partial"


class DueItem(Value):
    """One thing to be performed under an agreement."""

    item_id: str
    what: PersonalText
    debtor: str
    """party_id."""
    creditor: str | None = None
    amount_cny: float | None = None
    due_on: date | None = None
    manner: PersonalText = ""
    place: str = ""
