"""Real servers and real service processes for the tests; they live where the drill and the bench find them too."""

from deploy.trial.servers import (
    JARS,
    Installation,
    ServiceProcess,
    own_database,
    own_kafka,
    restart,
    start_service,
)

__all__ = ["JARS", "Installation", "ServiceProcess", "own_database", "own_kafka", "restart", "start_service"]
