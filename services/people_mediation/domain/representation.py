"""Who may act for a party in people's mediation: the rule that all channels share."""

from services.jurisdiction.representation import refused_representative

__all__ = ["refused_representative"]
