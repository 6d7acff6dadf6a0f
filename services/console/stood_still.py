"""Why a case stands still, said for an operator: what the record of it says is for whoever repairs the program."""

import re

_CRASHED = re.compile(r"^(?P<kind>\w+) in (?P<place>[\w.<>]+), line (?P<line>\d+)")
_BROKEN = re.compile(r" at \d+:\d+$")


def in_chinese(reason: str) -> str:
    """What happened and what is to be done first; the reason itself stays beside it."""
    if _BROKEN.search(reason):
        return "已经写入的记录，这一版程序读不出来：请先升级程序，升级后自动恢复，不必在这里操作。"
    if reason.startswith("EnvelopeError"):
        return "收到的内容不是本系统的格式，程序读不出来：查明由谁写入；不需要的，放弃这一条，后面的照常办理。"
    if reason.startswith("ValidationError"):
        return "收到的内容不符合这一事项的格式：程序升级以后可能就能办理；办理不了的，放弃这一条，请经办人重新提交。"
    if found := _CRASHED.search(reason):
        return (
            f"程序办理这一条时出错（{found['kind']}，{found['place']} 第 {found['line']} 行）："
            "修好程序、重新启动这一服务以后恢复办理。"
        )
    return "程序处理不了这一条：查明原因、修好以后恢复办理。"
