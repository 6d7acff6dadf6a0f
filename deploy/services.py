"""Which service processes the system consists of: the one list that `mediate run`, status, tests and compose read."""

from dataclasses import dataclass

FIRST_PORT = 8101


@dataclass(frozen=True)
class Service:
    """One service: its name, the module that runs it, its port on the local stack, its name for the operator."""

    name: str
    module: str
    port: int
    title: str
    reads_database: bool = False
    """Whether it is to be restarted when the embedded database had an unclean stop."""
    only_calls: bool = False
    """Whether it only calls the others: no log, no clock and nothing decided of its own, so that a drill finds nothing to lose."""

    def port_from(self, first: int) -> int:
        """Its port when the first service has port `first`."""
        return first + self.port - FIRST_PORT


SERVICES = (
    Service("intake", "services.intake", 8101, "一个窗口：受理与分流"),
    Service("people_mediation", "services.people_mediation", 8102, "人民调解"),
    Service("judicial_confirmation", "services.judicial_confirmation", 8103, "司法确认"),
    Service("satisfaction", "services.satisfaction", 8104, "满意度回访"),
    Service("views", "services.views", 8105, "查询视图", reads_database=True),
    Service("administrative_mediation", "services.administrative_mediation", 8106, "行政调解"),
    Service("petitions", "services.petitions", 8107, "信访"),
    Service("network", "services.network", 8108, "多元化解网络"),
    Service("early_warning", "services.early_warning", 8109, "排查预警"),
    Service("registers", "services.registers", 8111, "台账"),
    Service("statistics", "services.statistics", 8113, "统计报表定稿"),
    Service("documents", "services.documents", 8112, "文书编号与附件"),
    Service("console", "services.console", 8110, "工作台（网页）", only_calls=True),
)


def named(name: str) -> Service:
    """The service called `name`; raises KeyError."""
    return {service.name: service for service in SERVICES}[name]
