"""Every path by which something can be read, and what stands in the way there. A path that is missing here fails the tests."""

VIEWS_OF_A_CASE = {
    "/cases/{case_code}": "a reader without the case gets the 404 of an unknown one",
    "/cases/{case_code}/timeline": "as the case",
    "/cases/{case_code}/clocks": "as the case",
    "/cases/{case_code}/papers": "as the case; what a file is called only for who may know persons and was not excluded by TY 22",
    "/cases/{case_code}/signatures": "as the case, for who may know persons; else the 404 of an unknown one",
    "/cases/{case_code}/links": "as the case; the masked number for who may know persons, and never a link",
    "/cases/{case_code}/repeat-proposals": "as the case; cases that the reader may read and no sealed one",
}
"""Reads of the views that name a case."""

VIEWS_OF_A_FILE = {
    "/cases/{case_code}/attachments/{attachment_id}": "as the case, for who may know persons; files of mediation for the mediation body alone",
    "/cases/{case_code}/signature-images/{content_hash}": "as the case, for who may know persons; images that stand under an agreement of the case alone",
}
"""Reads of the views that hand out what a case's file has (test_console_documents.py)."""

VIEWS_OF_A_BODY = {
    "/cases": "only cases of the body asked about, which the reader has to stand for",
    "/work-list": "as the list of cases",
    "/work-list/notices": "as the list of cases",
    "/deadlines": "as the list of cases",
    "/satisfaction": "counts; nobody of a sealed case is asked",
    "/satisfaction/population": "printed figures of surveys; no case",
    "/rectifications": "as the list of cases",
    "/custody": "two numbers",
    "/alerts": "alerts of the body asked about; codes of cases for who stands for their bodies; no sealed case is counted",
    "/trends": "counts; a sealed case counts nowhere",
    "/statistics/{report}": "counts; a sealed case counts nowhere",
    "/registers/figures": "counts; an entry is counted by whom it is hidden from nowhere",
    "/statistics/{report}/{indicator}/cases": "as the list of cases",
    "/statistics/{report}/{indicator}/entries": "as the list of entries; bodies of the network",
    "/supervision": "as the list of cases; entries of registers as their list",
    "/statistics/{report}/export": "as the report; who and what for stand in the log",
    "/statistics-briefing": "as the report",
    "/frozen-reports": "as the report",
    "/document-registers": "numbers of the registers of the body asked about and those below",
    "/destroyed-contents": "hashes, rules and days of what the body asked about and those below handed in; nothing of a case",
    "/network/bodies": "bodies and offices below the one asked about; no case and no person",
    "/network/mediators": "as the bodies",
    "/network/gaps": "as the bodies",
}
"""Reads of the views that list or count."""

VIEWS_OF_ENTRIES = {
    "/registers/{register}/entries": "entries of the body asked about; one that is kept from a body by whom it concerns alone",
    "/registers/entries/{number}": "as the list of entries; for others the 404 of an unknown number",
}
"""Reads of the views about entries of registers, which are no cases (tests/domain/registers/test_in_the_views.py)."""

VIEWS_BY_WORDS = {
    "/search": "only cases that the list of cases shows; by words for who may know persons, by code for everybody else",
}
"""Reads of the views that look for words."""

OF_NO_CASE = {
    "/limits": "the law",
    "/limits/{limit}": "the law",
    "/limits/{limit}/due": "the law",
    "/administrative-mediation/matters": "the public catalogue of what agencies mediate",
    "/alerts/{alert}": "as the list of alerts; another's is a 404",
    "/frozen-reports/{code}": "counts of the body and those below it; another's is a 404",
    "/document-registers/{code}": "numbers and titles; codes of cases for the body's own people; another's is a 404",
    "/document-registers/{code}/contents/{content_hash}": "the issuing body's own people who may know persons; a 404 for others",
    "/document-registers/{code}/files/{file_hash}": "the issuing body's own people who may know persons; a 404 for others",
    "/document-files/{file_hash}": "whoever has the file, whose hash it is; number, title and issuing body, nothing of the case",
    "/statistics": "the catalogue of reports and indicators",
    "/registers": "the catalogue of registers: forms, limits, sources",
    "/vocabulary": "words of the interface in Chinese",
    "/openapi.json": "the interface's description",
    "/docs": "the interface's description",
    "/docs/oauth2-redirect": "the interface's description",
    "/health": "numbers of the process",
    "/health/live": "numbers of the process",
    "/health/ready": "numbers of the process",
    "/metrics": "numbers of the process",
    "/admin/clock": "operators; the time",
    "/admin/views": "operators; numbers of generations",
    "/admin/verifications": "operators; who asked, and codes of cases with names of fields where something differs, no value",
}
"""Reads that tell of no case."""

PUBLIC_BY_A_SECRET = {
    "/party-cases": "the public pages' own account and the second fact of the party that a link names; locked after five wrong tries",
    "/party-agreements": "as /party-cases; an agreement that does not bind this party is answered as one that is not there",
    "/party-papers": "as /party-cases; a paper that is not handed to this party is answered as one that is not there",
    "/complaint-status": "the complaint's number and a second fact; every other answer is the same 404",
    "/petition-status": "query code and a second fact; every other answer is the same 404",
    "/case-status": "the case's code and a second fact of a party; every other answer, of a sealed case too, is the same 404",
}
"""Asked without an account, by POST, so that no secret stands in an access log."""

SURVEYS = {
    "/surveys/{case_code}/{invitation_id}/{token}": "whoever has the link; the rated body and the own answer, nothing of the dispute",
    "/surveys/{case_code}/codes/{short_code}": "the same by the case's code and a short code; five wrong ones an hour",
}
"""Reads of satisfaction by a secret that the party alone was sent."""

OF_A_SERVICE = {
    **SURVEYS,
    "/commands/{case_code}/{command_id}": "whoever gave the command; for others it is unanswered",
    "/cases/{case_code}/acts": "names of acts and sentences of the rules; 404 where the body is told there is no such case",
    "/network/cases/{case_code}/proposals": "who holds the case or has a round of it; for others, and of a sealed case, the 404 of an unknown one",
    "/admin/dead-letters": "operators; codes and reasons without values",
    "/admin/dead-letters/{case_code}": "operators; what may tell of a person is hidden",
}
"""Reads of a deciding service."""

VIEWS = {
    **VIEWS_OF_A_CASE,
    **VIEWS_OF_A_FILE,
    **VIEWS_OF_A_BODY,
    **VIEWS_OF_ENTRIES,
    **VIEWS_BY_WORDS,
    **OF_NO_CASE,
    **PUBLIC_BY_A_SECRET,
}
"""Everything the views' process may be asked."""
