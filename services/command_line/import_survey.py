"""`mediate import-survey`: puts a survey of the population on file (series S2), after showing every mistake with its row."""

import uuid
from pathlib import Path
from typing import Annotated, Any

import httpx
import typer
import yaml
from pydantic import ValidationError

from deploy.run_state import RunFolder
from schemas.satisfaction_population import PopulationSurvey
from services.command_line.local_tokens import token_for
from services.jurisdiction.law import Law
from services.jurisdiction.roles import Role
from services.runtime.settings import Settings, StackSettings
from services.satisfaction.domain.population import area_of
from services.satisfaction.domain.population_table import read_table

File = Annotated[Path, typer.Argument(help="调查说明（.yaml）：标题、实施单位、时期、方式、问卷、加权等")]
Rows = Annotated[Path, typer.Argument(help="数据表（.csv）：地区、问题、有效样本、各等次人数等")]


def command(
    about: File,
    table: Rows,
    organisation: Annotated[str, typer.Option("--organisation", help="导入机构的编号")] = "",
    replaces: Annotated[str, typer.Option("--replaces", help="被更正的调查编号")] = "",
    correction: Annotated[str, typer.Option("--correction", help="更正的内容和理由")] = "",
    only_check: Annotated[bool, typer.Option("--check", help="只检查，不导入")] = False,
) -> None:
    """Check the files here; import them through the running system. Ends with 1 for mistakes, 2 where it could not be imported."""
    settings = Settings.from_environment()
    survey, text = _survey(about), _text(table)
    found = read_table(text, lambda name: area_of(name, Law.load(settings.profile)))
    for mistake in found.mistakes:
        typer.echo(mistake, err=True)
    if found.mistakes:
        typer.echo(f"共 {len(found.mistakes)} 处，没有导入。", err=True)
        raise typer.Exit(1)
    if only_check:
        typer.echo(f"检查通过，共 {len(found.rows)} 行。")
        return
    body: dict[str, Any] = {"survey": survey.model_dump(mode="json"), "table": text, "correction": correction}
    if replaces:
        body["replaces"] = replaces
    code = _imported(body, organisation, settings)
    typer.echo(f"已导入“{survey.title}”，编号 {code}，共 {len(found.rows)} 行。")


def _survey(path: Path) -> PopulationSurvey:
    try:
        return PopulationSurvey.model_validate(yaml.safe_load(path.read_text(encoding="utf-8-sig")))
    except ValidationError as error:
        for one in error.errors():
            typer.echo(f"{path.name}：“{'.'.join(str(part) for part in one['loc'])}”没有填写或者格式不对", err=True)
        raise typer.Exit(1) from None
    except (OSError, ValueError, yaml.YAMLError):
        typer.echo(f"读不了 {path}：应为 UTF-8 的 YAML 文件。", err=True)
        raise typer.Exit(1) from None


def _text(path: Path) -> str:
    """UTF-8 with or without mark, or what spreadsheets in China write."""
    try:
        content = path.read_bytes()
    except OSError:
        typer.echo(f"读不了 {path}。", err=True)
        raise typer.Exit(1) from None
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    typer.echo(f"{path.name} 的编码无法识别：请另存为 UTF-8 的 CSV。", err=True)
    raise typer.Exit(1)


def _imported(body: dict[str, Any], organisation: str, settings: Settings) -> str:
    if not organisation:
        typer.echo("请用 --organisation 写明导入机构的编号，例如 wuhu.hub。", err=True)
        raise typer.Exit(2)
    state = RunFolder(StackSettings.from_environment().data).read()
    if state is None or "satisfaction" not in state.services:
        typer.echo("系统没有在运行：请先在另一个终端执行 make run，等它显示“全部就绪”。", err=True)
        raise typer.Exit(2)
    role = Role.COUNTY_OFFICE.value
    token = token_for(settings)(f"{role}.{organisation}", organisation, (role,))
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": str(uuid.uuid4())}
    url = f"{state.services['satisfaction']}/satisfaction/population-surveys"
    answer = httpx.post(url, json=body, headers=headers, timeout=30, trust_env=False)
    if not answer.is_success:
        typer.echo(str(answer.json().get("detail", answer.text)), err=True)
        raise typer.Exit(2)
    return str(answer.json()["case_code"])
