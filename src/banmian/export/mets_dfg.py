"""METS as the German Digital Library and the DFG Viewer take newspaper issues (METS/MODS application profile).

One file an issue: newspaper, year, month, day and issue as logical structure, with the articles below; the pages as
``physSequence``; pictures in DEFAULT, ALTO in FULLTEXT; who holds the paper in ``amdSec``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from banmian.document.model import Article, Publication
from banmian.export.mets_writer import NAMESPACE, XLINK, IssueFile, IssuePage
from banmian.export.xml_elements import Element, add, replace_forbidden, to_bytes
from banmian.wording.language import language_of

MODS = "http://www.loc.gov/mods/v3"
DV = "http://dfg-viewer.de/"
LANGUAGES = {"zh": "chi", "ja": "jpn", "ko": "kor"}
"""ISO 639-2/B, which the profile asks for."""
UNKNOWN_LANGUAGE = "und"


@dataclass(frozen=True, slots=True)
class Holding:
    """What the profile wants and no page prints.

    ``record`` is the number of the paper in a catalogue (``catalogue``: ZDB, LCCN …), ``owner`` the institution
    that holds it, with its site, a way to reach it and its logo; ``license`` is a URL. ``base_url`` is where the
    package will be served: the profile knows only absolute addresses; empty leaves them relative.
    """

    catalogue: str = "ZDB"
    record: str = ""
    owner: str = ""
    owner_url: str = ""
    owner_contact: str = ""
    owner_logo: str = ""
    license: str = ""
    base_url: str = ""
    alias: str = ""


def mets_dfg(
    name: str, publication: Publication, pages: Sequence[IssuePage], holding: Holding, written: str, version: str
) -> bytes:
    """The METS file of an issue named `name`; ``written`` is when it was read (ISO 8601), ``version`` banmian's."""
    root = ET.Element(
        "mets:mets",
        {
            "xmlns:mets": NAMESPACE,
            "xmlns:mods": MODS,
            "xmlns:dv": DV,
            "xmlns:xlink": XLINK,
            "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
            "OBJID": name,
        },
    )
    header = add(root, "mets:metsHdr", CREATEDATE=written)
    agent = add(header, "mets:agent", ROLE="CREATOR", TYPE="OTHER", OTHERTYPE="SOFTWARE")
    add(agent, "mets:name", f"banmian {version}".strip())
    _records(root, name, publication, pages, holding, written)
    _rights(root, holding)
    _files(root, pages, holding)
    _physical(root, pages)
    _logical(root, publication, pages, holding)
    _links(root, pages)
    return to_bytes(root)


def _articles(pages: Sequence[IssuePage]) -> list[tuple[str, Article, list[int]]]:
    """Key, article and ranks of the pages of every article of the issue, in reading order."""
    found: list[tuple[str, Article, list[int]]] = []
    documents = list({id(page.document): page.document for page in pages}.values())
    for document in documents:
        on_pages = [
            (rank, {piece.article for piece in page.page.pieces})
            for rank, page in enumerate(pages, start=1)
            if page.document is document
        ]
        for number, article in enumerate(document.document.articles):
            on = [rank for rank, owners in on_pages if number in owners]
            found.append((f"{len(found) + 1:04d}", article, on))
    return found


def _record(root: Element, name: str) -> Element:
    wrap = add(add(root, "mets:dmdSec", ID=name), "mets:mdWrap", MDTYPE="MODS", MIMETYPE="text/xml")
    return add(add(wrap, "mets:xmlData"), "mods:mods", version="3.8")


def _records(
    root: Element, name: str, paper: Publication, pages: Sequence[IssuePage], holding: Holding, written: str
) -> None:
    record = _record(root, "DMDLOG_ISSUE")
    title = paper.title or name
    add(add(record, "mods:titleInfo"), "mods:title", title)
    add(record, "mods:typeOfResource", "text")
    add(record, "mods:genre", "issue", valueURI="http://ddb.vocnet.org/hierarchietyp/ht014")
    if paper.date:
        origin = add(record, "mods:originInfo", eventType="publication")
        add(origin, "mods:dateIssued", paper.date, encoding="iso8601", keyDate="yes")
        if paper.edition:
            add(origin, "mods:edition", paper.edition)
    digital = add(record, "mods:originInfo", eventType="digitization")
    add(digital, "mods:dateCaptured", written[:10], encoding="iso8601")
    add(digital, "mods:edition", "[Electronic ed.]")
    words = "".join(article.text for _, article, _ in _articles(pages))
    language = LANGUAGES.get(language_of(words) or "", UNKNOWN_LANGUAGE)
    add(add(record, "mods:language"), "mods:languageTerm", language, type="code", authority="iso639-2b")
    form = add(record, "mods:physicalDescription")
    add(form, "mods:digitalOrigin", "reformatted digital")
    add(form, "mods:extent", f"{len(pages)} pages")
    host = add(record, "mods:relatedItem", type="host")
    if holding.record:
        add(host, "mods:identifier", holding.record, type=holding.catalogue.lower())
    add(add(host, "mods:titleInfo"), "mods:title", title)
    if holding.alias:
        add(add(host, "mods:titleInfo", type="abbreviated"), "mods:title", holding.alias)
    about = add(host, "mods:recordInfo")
    add(about, "mods:recordIdentifier", holding.record or title, source=holding.catalogue or "local")
    part = add(record, "mods:part", order=(paper.date or "").replace("-", "") or "1")
    detail = add(part, "mods:detail", type="issue")
    add(detail, "mods:number", paper.issue_number or paper.date or name)
    add(record, "mods:identifier", name, type="local")
    if holding.owner:
        add(add(record, "mods:location"), "mods:physicalLocation", holding.owner)
    if holding.license:
        add(
            record,
            "mods:accessCondition",
            holding.license,
            **{"type": "use and reproduction", "xlink:href": holding.license},
        )
    about = add(record, "mods:recordInfo")
    add(about, "mods:recordIdentifier", name, source=holding.owner_url or "local")
    for key, article, _ in _articles(pages):
        _article_record(root, key, article)


def _article_record(root: Element, key: str, article: Article) -> None:
    record = _record(root, f"DMDLOG_{key}")
    title = add(record, "mods:titleInfo")
    add(title, "mods:title", _title(article))
    if article.subheadline:
        add(title, "mods:subTitle", article.subheadline)
    add(record, "mods:typeOfResource", "text")
    for byline in article.bylines:
        name = add(record, "mods:name", type="personal")
        add(name, "mods:displayForm", byline.name)
        add(name, "mods:namePart", byline.name)
        term = add(add(name, "mods:role"), "mods:roleTerm", "aut", type="code", authority="marcrelator")
        term.set("valueURI", "http://id.loc.gov/vocabulary/relators/aut")
    add(record, "mods:identifier", article.id, type="local")


def _title(article: Article) -> str:
    return article.headline or article.kicker or article.text[:20].replace("\n", " ") or article.id


def _rights(root: Element, holding: Holding) -> None:
    section = add(root, "mets:amdSec", ID="AMD")
    wrap = add(add(section, "mets:rightsMD", ID="RIGHTS"), "mets:mdWrap", MIMETYPE="text/xml", MDTYPE="OTHER")
    wrap.set("OTHERMDTYPE", "DVRIGHTS")
    rights = add(add(wrap, "mets:xmlData"), "dv:rights")
    add(rights, "dv:owner", holding.owner)
    add(rights, "dv:ownerLogo", holding.owner_logo)
    add(rights, "dv:ownerSiteURL", holding.owner_url)
    add(rights, "dv:ownerContact", holding.owner_contact)
    if holding.license:
        add(rights, "dv:license", holding.license)
    wrap = add(add(section, "mets:digiprovMD", ID="DIGIPROV"), "mets:mdWrap", MIMETYPE="text/xml", MDTYPE="OTHER")
    wrap.set("OTHERMDTYPE", "DVLINKS")
    links = add(add(wrap, "mets:xmlData"), "dv:links")
    add(links, "dv:presentation", _address(holding, "mets.xml") if holding.base_url else holding.owner_url)
    add(links, "dv:reference", holding.owner_url)


def _address(holding: Holding, href: str) -> str:
    return f"{holding.base_url.rstrip('/')}/{href}" if holding.base_url else href


def _files(root: Element, pages: Sequence[IssuePage], holding: Holding) -> None:
    section = add(root, "mets:fileSec")
    if any(page.picture for page in pages):
        group = add(section, "mets:fileGrp", USE="DEFAULT")
        for rank, page in enumerate(pages, start=1):
            if page.picture is not None:
                _file(group, f"DEFAULT_{rank:04d}", page.picture, holding)
    group = add(section, "mets:fileGrp", USE="FULLTEXT")
    for rank, page in enumerate(pages, start=1):
        _file(group, f"FULLTEXT_{rank:04d}", page.text, holding)


def _file(group: Element, name: str, file: IssueFile, holding: Holding) -> None:
    element = add(
        group, "mets:file", ID=name, MIMETYPE=file.media_type, SIZE=str(file.size), CHECKSUM=file.sha256,
        CHECKSUMTYPE="SHA-256",
    )  # fmt: skip
    location = add(element, "mets:FLocat", LOCTYPE="URL")
    location.set("xlink:type", "simple")
    location.set("xlink:href", _address(holding, file.href))


def _physical(root: Element, pages: Sequence[IssuePage]) -> None:
    sequence = add(add(root, "mets:structMap", TYPE="PHYSICAL"), "mets:div", ID="PHYS_0000", TYPE="physSequence")
    for rank, page in enumerate(pages, start=1):
        info = page.page.info
        division = add(sequence, "mets:div", ID=f"PHYS_{rank:04d}", TYPE="page", ORDER=str(rank))
        division.set("ORDERLABEL", replace_forbidden(info.label or str(rank)))
        if page.picture is not None:
            add(division, "mets:fptr", FILEID=f"DEFAULT_{rank:04d}")
        add(division, "mets:fptr", FILEID=f"FULLTEXT_{rank:04d}")


def _logical(root: Element, paper: Publication, pages: Sequence[IssuePage], holding: Holding) -> None:
    home = add(add(root, "mets:structMap", TYPE="LOGICAL"), "mets:div", ID="LOG_PAPER", TYPE="newspaper")
    home.set("LABEL", replace_forbidden(paper.title or ""))
    pointer = add(home, "mets:mptr", LOCTYPE="URL")
    pointer.set("xlink:href", holding.base_url.rstrip("/") + "/newspaper.xml" if holding.base_url else "newspaper.xml")
    if paper.date:
        day = paper.date[:10]
        for kind, label in (("year", day[:4]), ("month", day[:7]), ("day", day)):
            home = add(home, "mets:div", ID=f"LOG_{kind.upper()}", TYPE=kind, ORDERLABEL=label)
    issue = add(home, "mets:div", ID="LOG_ISSUE", TYPE="issue", DMDID="DMDLOG_ISSUE", ADMID="AMD")
    if paper.issue_number or paper.date:
        issue.set("LABEL", replace_forbidden(paper.issue_number or paper.date or ""))
    if paper.date:
        issue.set("ORDERLABEL", replace_forbidden(paper.date))
    for rank, (key, article, _) in enumerate(_articles(pages), start=1):
        division = add(issue, "mets:div", ID=f"LOG_{key}", TYPE="article", DMDID=f"DMDLOG_{key}", ORDER=str(rank))
        division.set("LABEL", replace_forbidden(_title(article)))


def _links(root: Element, pages: Sequence[IssuePage]) -> None:
    links = add(root, "mets:structLink")

    def link(start: str, end: str) -> None:
        element = add(links, "mets:smLink")
        element.set("xlink:from", start)
        element.set("xlink:to", end)

    link("LOG_ISSUE", "PHYS_0000")
    for rank in range(1, len(pages) + 1):
        link("LOG_ISSUE", f"PHYS_{rank:04d}")
    for key, _, ranks in _articles(pages):
        for rank in ranks:
            link(f"LOG_{key}", f"PHYS_{rank:04d}")
