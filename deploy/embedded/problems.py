"""Every way the local stack can fail to start, as one Chinese sentence that says what to do."""

from pathlib import Path


class OperatorProblem(Exception):
    """A problem the operator can solve; its text is one Chinese sentence that says what happened and what to do.

    `code` is stable and English, for programs and tests.
    """

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


def port_is_busy(port: int, purpose: str, variable: str) -> OperatorProblem:
    """The port that `purpose` needs is taken by another program."""
    return OperatorProblem(
        "port_busy",
        f"端口 {port}（{purpose}）已被其他程序占用：请先停止占用它的程序，或用环境变量 {variable} 换一个端口，再重新运行。",
    )


def too_little_space(folder: Path, needed: int, free: int) -> OperatorProblem:
    """`folder`'s disk has `free` bytes but `needed` bytes are wanted."""
    return OperatorProblem(
        "too_little_space",
        f"磁盘空间不足：{folder} 所在磁盘剩余 {free // 2**20} MiB，至少需要 {needed // 2**20} MiB；"
        "请清理磁盘，或用环境变量 MEDIATION_DATA 把数据目录放到别的磁盘，再重新运行。",
    )


def registry_is_missing(repository: str, reason: str) -> OperatorProblem:
    """The Java package registry at `repository` does not answer."""
    return OperatorProblem(
        "registry_missing",
        f"连接不上 Java 软件仓库 {repository}（{reason}）：请检查网络，"
        "或用环境变量 MEDIATION_MAVEN_REPOSITORY 指定可用的镜像地址，再重新运行，已下载的部分不会重下。",
    )


def download_is_unfinished(name: str) -> OperatorProblem:
    """A download of `name` broke off; what arrived was thrown away."""
    return OperatorProblem(
        "download_unfinished", f"{name} 没有下载完整，残缺部分已删除：请直接重新运行，程序会从这个文件接着下载。"
    )


def hash_is_wrong(name: str, repository: str) -> OperatorProblem:
    """`name` came whole but is not the file that the manifest pins."""
    return OperatorProblem(
        "hash_wrong",
        f"{name} 与本项目登记的 SHA-256 校验值不符，已删除：请确认软件仓库 {repository} 可信，换用可信的仓库后重新运行。",
    )


def java_is_missing() -> OperatorProblem:
    """Neither the packaged Java runtime nor a Java 17 of the machine is there."""
    return OperatorProblem(
        "java_missing",
        "找不到可用的 Java 运行环境：请重新执行 make environment 安装自带的运行环境，或在本机安装 Java 17 以上版本后重新运行。",
    )


def server_did_not_start(name: str, log: Path) -> OperatorProblem:
    """Server `name` ended or stayed silent; its output is in `log`."""
    return OperatorProblem("server_failed", f"{name} 没有启动成功：请查看日志 {log} 中的原因，处理后重新运行。")


def database_ran_out_of_memory(heap_mib: int) -> OperatorProblem:
    """The embedded database ended because `heap_mib` MiB were not enough."""
    return OperatorProblem(
        "database_out_of_memory",
        f"内嵌数据库内存不足（上限 {heap_mib} MiB）而退出，视图将由日志重建：请把环境变量 MEDIATION_DATABASE_HEAP_MIB 调大后重新执行 make run，"
        "或者安装真正的 MongoDB 并用 MONGODB_URI 指定。",
    )


def server_is_unreachable(name: str, variable: str, address: str) -> OperatorProblem:
    """The operator's own server, named in `variable`, does not answer."""
    return OperatorProblem(
        "server_unreachable",
        f"连接不上 {variable} 指定的 {name}（{address}）：请检查地址和该服务是否在运行，或取消这个环境变量改用自带的服务。",
    )


def topic_differs(name: str, what: str, wanted: str, found: str) -> OperatorProblem:
    """An existing topic differs from the registry of contracts in `what`."""
    return OperatorProblem(
        "topic_differs",
        f"主题 {name} 的{what}是 {found}，本系统要求 {wanted}，二者不一致："
        "请核对是否连错了 Kafka，或由管理员把它改为要求的值后重新运行。",
    )


def already_running(process: int) -> OperatorProblem:
    """Another supervisor holds the data folder."""
    return OperatorProblem(
        "already_running",
        f"系统已经在运行（进程号 {process}）：请用 mediate status 查看，或先执行 mediate stop 再重新运行。",
    )


def not_running() -> OperatorProblem:
    """There is no supervisor for this data folder."""
    return OperatorProblem("not_running", "系统没有在运行：请执行 make run 启动。")


def profile_is_unknown(name: str, known: list[str]) -> OperatorProblem:
    """There is no jurisdiction profile of this name."""
    return OperatorProblem(
        "profile_unknown",
        f"没有名为 {name} 的辖区配置：请把环境变量 MEDIATION_PROFILE 改为 {'、'.join(known)} 之一，或者改为辖区文件夹的绝对路径。",
    )
