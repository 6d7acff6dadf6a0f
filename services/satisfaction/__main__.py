"""The process of satisfaction: `python -m services.satisfaction`."""

from services.jurisdiction.law import Law
from services.runtime.process import serve
from services.runtime.service_process import ServiceProcess
from services.runtime.settings import Settings
from services.satisfaction.api import ROUTES
from services.satisfaction.survey_endpoint import survey_router
from services.satisfaction.survey_links import SurveyLinks, load_secret
from services.satisfaction.worker import service


def main() -> None:
    """Run until told to stop."""
    settings = Settings.from_environment()
    satisfaction = service(Law.load(settings.profile))
    process = ServiceProcess(satisfaction, ROUTES, settings)
    process.app.include_router(survey_router(process.edge, SurveyLinks(load_secret(settings.data))))
    serve(process.app, satisfaction.name, settings)


if __name__ == "__main__":
    main()
