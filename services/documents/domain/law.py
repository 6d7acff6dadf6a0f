"""What the decisions rest on: the law of the profile, its documents, and its registers of them."""

from dataclasses import dataclass

from services.jurisdiction.content_retention import Retention, load_retention
from services.jurisdiction.document_reading import load_templates
from services.jurisdiction.document_registers import DocumentRegisters, load_registers
from services.jurisdiction.document_templates import Templates
from services.jurisdiction.law import Law


@dataclass(frozen=True)
class DocumentsLaw:
    """The law with templates and registers; a decision names the versions of law and registers."""

    law: Law
    templates: Templates
    registers: DocumentRegisters
    retention: Retention
    """How long bytes are kept: each destruction tells its rule, so that no version of it is needed."""

    @staticmethod
    def of(law: Law) -> "DocumentsLaw":
        """With what the same profile says. Raises ProfileMistake."""
        return DocumentsLaw(law, load_templates(law.profile), load_registers(law.profile), load_retention(law.profile))

    @property
    def rules_version(self) -> str:
        """Changes with the law and with the registers."""
        return f"{self.law.rules_version}/{self.registers.version}"

    @property
    def calendar_version(self) -> str:
        """As the law's."""
        return self.law.calendar_version
