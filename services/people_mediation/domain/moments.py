"""When something happened, as far as it is known: the value that all channels share."""

from services.jurisdiction.moments import Moment, moment, moment_of

__all__ = ["Moment", "moment", "moment_of"]
