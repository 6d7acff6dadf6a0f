"""A party's own pages on the running services: the slip of the counter, the second fact, consent, withdrawal and a complaint."""

import io
import re
from html import unescape

import pytest
from pypdf import PdfReader

from deploy.embedded.process import wait_until
from services.satisfaction.delivery.message import Message
from services.satisfaction.delivery.outbox import FOLDER, messages_in
from tests.conftest import County
from tests.console.test_signing import NAME
from tests.console.test_signing import sent as strokes
from tests.integration.test_console import (
    COMMUNITY,
    HUB,
    OFFER,
    STREET,
    Browser,
    at_the_post,
    browser,
    clerk,
    hidden,
    offer_to_accept,
    registered,
)

PDF = "application/pdf"
PHONE = {"parties.0.contact.phone": "13955301234", "parties.1.contact.phone": "13955305678"}


@pytest.fixture
def console(county: County) -> str:
    return county.console


def slip_of(street: Browser, code: str, party: int) -> str:
    """The address on the slip that the counter prints for a party; it stands on no other page."""
    listed = street.open(f"/counter?case_code={code}").text
    forms = [
        hidden(form) for form in re.findall(r'<form method="post" action="/counter/slips">.*?</form>', listed, re.S)
    ]
    printed = street.client.post("/counter/slips", data=forms[party])
    assert printed.status_code == 200, printed.text
    assert "<svg" in printed.text
    found = re.search(r'href="(/public/my/[^"]+)"', printed.text)
    assert found, printed.text
    street.open(
        f"/counter?case_code={code}"
    )  # by now the views know the link: a try before that would count as a wrong one
    return found[1]


def tells(citizen: Browser, link: str, fact: str, **told: str) -> Browser:
    """Open the link, give the second fact, and with it what is to be done."""
    return citizen.open(link).submit(link, fact=fact, **told)


def test_a_party_consents_with_the_slip_of_the_counter_and_its_own_number(console: str) -> None:
    street, citizen = clerk(console, STREET), browser(console)
    case = registered(street, **PHONE)
    code = case[-17:]
    link = slip_of(street, code, 1)
    assert wait_until(lambda: "向被申请人" in street.open(case).text, 20, pause=0.1)

    assert "请填写您本人电话" in tells(citizen, link, "").text
    assert tells(citizen, link, "1234").status == 404
    assert "没有打开" in citizen.text
    shown = tells(citizen, link, "5678")
    assert "现在由谁办理" in shown.text, shown.text
    assert "申请人甲" not in shown.text
    assert citizen.open(link[:-1] + ("A" if link[-1] != "A" else "B")).status == 404
    assert "撤回我反映的这件事" not in shown.text

    own = slip_of(street, code, 0)
    assert tells(citizen, own, "1234").status == 200
    done = tells(citizen, own, "1234", act="withdraw_case", reason="已经和好")
    assert "由办理机构核对后办结" in done.text, done.text
    assert wait_until(lambda: "凭办事链接提出撤回：已经和好" in street.open(case).text, 20, pause=0.1), street.text
    prefilled = re.search(r'href="(/public/complaint\?[^"]+)"', street.open(f"/counter?case_code={code}").text)
    assert prefilled, street.text
    assert f'name="related_case" type="text" value="{code}"' in street.open(unescape(prefilled[1])).text
    assert f'value="{STREET}" selected' in street.text
    again = slip_of(street, code, 0)
    assert again != own
    assert wait_until(lambda: tells(citizen, again, "1234").status == 200, 20, pause=0.1)
    assert "您已经提出撤回" in citizen.text
    assert tells(citizen, own, "1234").status == 404


def acts(clerk_of_body: Browser, case: str, act: str, **told: str) -> None:
    """One act by its form, with what the page has filled in already."""
    path = f"{case}/acts/{act}"
    page = clerk_of_body.open(path).text
    chosen = re.findall(r'<select[^>]* name="([^"]+)".*?</select>', page, re.S)
    ready = {name: value for name in chosen if (value := preset(page, name))}
    done = clerk_of_body.submit(path, **{**ready, **told})
    assert done.path == case, done.text


def preset(page: str, name: str) -> str:
    """What a choice stands at, or its only option."""
    options = page[page.index(f'name="{name}"') :].split("</select>", 1)[0]
    selected = re.search(r'<option value="([^"]+)" selected', options)
    values = re.findall(r'<option value="([^"]+)"', options)
    return selected[1] if selected else values[0] if len(values) == 1 else ""


def test_a_party_fetches_the_paper_that_it_was_given_and_the_other_papers_of_the_case_stay_with_the_offices(
    console: str,
) -> None:
    street, citizen = clerk(console, STREET), browser(console)
    case = registered(street, **PHONE)
    code = case[-17:]
    acts(street, case, "intake/offer_custody", **OFFER)
    committee = clerk(console, COMMUNITY)
    assert wait_until(lambda: offer_to_accept(committee.open("/").text, case) is not None, 30)
    found = offer_to_accept(committee.text, case)
    assert found
    committee.client.post(found[1], data={"csrf": found[2], "key": found[3]})
    assert wait_until(lambda: "登记达成协议" in committee.open(case).text, 30)
    page = committee.open(f"{case}/acts/people_mediation/give_consent").text
    options = page[page.index('name="party_id"') :].split("</select>", 1)[0]
    for party in re.findall(r'<option value="([^"]+)"', options):
        acts(committee, case, "people_mediation/give_consent", party_id=party)
    acts(committee, case, "people_mediation/accept_mediation")
    listed = committee.open(f"/cases/{code}/documents").text
    notice = re.search(rf'href="(/cases/{code}/documents/pm_rights_notice/[^"]+)"', listed)
    form = re.search(rf'href="(/cases/{code}/documents/pm_registration/[^"]+)"', listed)
    assert notice, listed
    assert form, listed
    link = slip_of(street, code, 1)
    assert wait_until(lambda: tells(citizen, link, "5678").status == 200, 20, pause=0.1)
    assert "发给您的文书" not in citizen.text

    for address in (form[1], notice[1]):
        asked = re.findall(r'<textarea[^>]* name="([^"]+)"', committee.open(address).text)
        printed = committee.submit(address, kind="pdf", **dict.fromkeys(asked, "补填")).page
        assert printed is not None
        assert printed.headers["content-type"] == PDF, printed.text
    paper = r'name="paper" value="([^"]+)"[^>]*><label[^>]*>人民调解权利义务告知书'
    assert wait_until(lambda: re.search(paper, tells(citizen, link, "5678").text) is not None, 30, pause=0.2)
    assert "人民调解受理登记表" not in citizen.text
    [chosen] = re.findall(paper, citizen.text)
    assert citizen.submit(link, fact="1234", paper=chosen).status == 404
    assert "请选择要取的文书" in tells(citizen, link, "5678", paper=chosen + "1").text
    fetched = tells(citizen, link, "5678", paper=chosen).page
    assert fetched is not None
    assert fetched.headers["content-type"] == PDF, fetched.text
    said = "".join(one.extract_text() for one in PdfReader(io.BytesIO(fetched.content)).pages)
    assert "人民调解权利义务告知书" in re.sub(r"\s", "", said)
    assert "人调" in said


AGENCY = "wuhu.jinghu.market-regulation"


def test_a_link_is_sent_to_the_respondent_who_consents_signs_and_complains_with_it_before_an_agency(
    county: County, console: str
) -> None:
    street, citizen = clerk(console, STREET), browser(console)
    case = registered(street, **{**PHONE, "dispute_type": "OTHER_CONSUMER"})
    outbox = county.installation.data / FOLDER
    before = {one.delivery_id for one in messages_in(outbox)}
    listed = street.open(f"{case}/links").text
    forms = [hidden(form) for form in re.findall(rf'<form method="post" action="{case}/links".*?</form>', listed, re.S)]
    assert "还没有发放过办事链接" in listed
    sent = street.client.post(f"{case}/links", data=forms[1])
    assert sent.status_code == 200, sent.text

    def arrived() -> list[Message]:
        return [one for one in messages_in(outbox) if one.delivery_id not in before and case[-17:] in one.link]

    assert wait_until(lambda: len(arrived()) == 1, 30, pause=0.1)
    [message] = arrived()
    assert message.phone == "13955305678"
    assert wait_until(lambda: "已发送" in street.open(f"{case}/links").text, 20, pause=0.1), street.text
    assert "139****5678" in street.text
    secret = message.link.rsplit("/", 1)[-1]
    assert not any(secret in street.open(path).text for path in (case, f"{case}/links", f"{case}?whole"))

    acts(street, case, "intake/offer_custody", to_body=AGENCY, channel="ADMIN_MEDIATION", reason="route")
    agency = clerk(console, AGENCY)
    assert wait_until(lambda: offer_to_accept(agency.open("/").text, case) is not None, 30)
    found = offer_to_accept(agency.text, case)
    assert found
    agency.client.post(found[1], data={"csrf": found[2], "key": found[3]})
    link = message.link[message.link.index("/public/my/") :]
    assert wait_until(lambda: "同意由" in tells(citizen, link, "5678").text, 30, pause=0.1), citizen.text
    [chosen] = re.findall(r'name="act" value="(consent/[^"]+)"', citizen.text)
    assert "已经记录" in tells(citizen, link, "5678", act=chosen).text, citizen.text
    assert wait_until(lambda: "同意调解（凭办事链接本人表示）" in agency.open(case).text, 20, pause=0.1), agency.text

    acts(agency, case, "administrative_mediation/reach_agreement", form="written", **{"terms.terms": "退还货款二百元"})
    signs_on_its_telephone(citizen, link)
    signs_at_the_counter(agency, case)
    seals_with_a_photograph(at_the_post(console, f"seal-keeper.{AGENCY}"), case)
    assert wait_until(lambda: "已生效" in agency.open(f"{case}/signatures").text, 20, pause=0.1), agency.text
    assert "调解书没有调解人员签名，应当补签" in agency.open(case).text

    tells(citizen, link, "5678").submit(f"{link}/complaint", fact="5678", about_body=AGENCY)
    assert f'value="{AGENCY}" selected' in citizen.text
    told = {"complaint_kind": "delay", "what": "催了三次才安排调解", "phone": "13955305678", "fact": "5678"}
    stranger = citizen.submit(f"{link}/complaint", about_body="wuhu.jinghu.human-resources", **told)
    assert (stranger.status, "请选择被投诉的机构" in stranger.text) == (400, True)
    taken = citizen.submit(f"{link}/complaint", about_body=AGENCY, **told)
    number = re.search(r"编号 ([0-9A-Z]{17})", taken.text)
    assert number, taken.text
    hub = clerk(console, HUB)
    entry = f"/registers/entries/{number[1]}"
    assert wait_until(lambda: "网络" in hub.open(entry).text, 20, pause=0.1), hub.text
    assert case[-17:] in hub.text
    assert agency.open(entry).status == 404


def signs_on_its_telephone(citizen: Browser, link: str) -> None:
    """The text in full with what signing means before an agency, then the name; another page signs nothing again."""
    waits = wait_until(lambda: "请您签名的协议" in tells(citizen, link, "5678").text, 30, pause=0.1)
    assert waits, citizen.text
    text = citizen.submit(f"{link}/sign", fact="5678").text
    for said in ("行政调解协议书", "退还货款二百元", "没有全国统一的法律", "条文未核对[GK]", "代理人即使有特别授权"):
        assert said in text
    assert "人民调解员" not in text
    citizen.submit(f"{link}/sign", fact="5678", read="yes", strokes=strokes(NAME))
    assert "各方当事人签名并加盖机关印章后" in citizen.text, citizen.text


def signs_at_the_counter(agency: Browser, case: str) -> None:
    """The other side writes on the agency's screen."""
    assert wait_until(lambda: "在本人手机上手写" in agency.open(f"{case}/signatures").text, 20, pause=0.1), agency.text
    [place] = re.findall(rf'href="({case}/signatures/[^"]+)"', agency.text)
    agency.open(place).submit(place, read="yes", signer="itself", strokes=strokes(NAME))
    assert "签好了" in agency.text, agency.text


def seals_with_a_photograph(keeper: Browser, case: str) -> None:
    """By who keeps the agency's seal."""
    assert wait_until(lambda: "在窗口屏幕上手写" in keeper.open(f"{case}/signatures").text, 20, pause=0.1), keeper.text
    [place] = re.findall(rf'href="({case}/signatures/[^"]+/seal)"', keeper.text)
    fields = {**hidden(keeper.open(place).text), "read": "yes"}
    assert "调解人员还没有签名" in keeper.text
    sealed = keeper.client.post(place, data=fields, files={"photo": ("seal.png", NAME, "image/png")})
    assert "盖章已经登记" in sealed.text, sealed.text


def test_a_complaint_typed_in_at_the_counter_is_found_by_its_number_and_the_telephone(console: str) -> None:
    street, citizen = clerk(console, STREET), browser(console)
    told = {"about_body": STREET, "complaint_kind": "delay", "what": "来了三次都没有人办", "name": "投诉人甲"}
    assert "请填写电话" in citizen.open("/public/complaint").submit("/public/complaint", **told).text
    sent = citizen.submit("/public/complaint", **told, phone="13955309999")
    found = re.search(r"编号 ([0-9A-Z]{17})", sent.text)
    assert found, sent.text
    asked = {"code": found[1], "fact": "9999"}
    assert wait_until(
        lambda: "投诉已登记" in citizen.open("/public/status").submit("/public/status", **asked).text, 20, pause=0.1
    ), citizen.text
    assert "投诉人甲" not in citizen.text
    assert street.open(f"/registers/entries/{found[1]}").status == 404
    hub = clerk(console, HUB)
    assert "网络" in hub.open(f"/registers/entries/{found[1]}").text
    helped = street.open("/public/complaint").submit(
        "/public/complaint",
        about_body="wuhu.jinghu.human-resources",
        complaint_kind="attitude",
        what="窗口人员态度生硬",
    )
    assert "已经收到" in helped.text, helped.text
    number = re.search(r"编号 ([0-9A-Z]{17})", helped.text)
    assert number
    assert wait_until(lambda: "当面" in street.open(f"/registers/entries/{number[1]}").text, 20, pause=0.1), street.text
