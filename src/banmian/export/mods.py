"""MODS 3 records for METS: the bibliographic description of issues and articles."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from banmian.document.model import Article, Publication
from banmian.export.xml_elements import Element, add

NAMESPACE = "http://www.loc.gov/mods/v3"


_ISSN = re.compile(r"(?:ISSN\s*)?(\d{4}-\d{3}[\dXx])")


def issue_record(publication: Publication, language: str | None = None, alias: str = "") -> Element:
    """Title and its short form, number, day, edition, serial number and language (BCP 47) of an issue."""
    root = _root()
    if publication.title:
        add(add(root, "mods:titleInfo"), "mods:title", publication.title)
    if alias:
        add(add(root, "mods:titleInfo", type="abbreviated"), "mods:title", alias)
    add(root, "mods:genre", "newspaper issue")
    _origin(root, publication.date, publication.edition)
    if publication.issue_number:
        detail = add(add(root, "mods:part"), "mods:detail", type="issue")
        add(detail, "mods:number", publication.issue_number)
    if language:
        add(add(root, "mods:language"), "mods:languageTerm", language, type="code", authority="rfc5646")
    if publication.serial:
        issn = _ISSN.fullmatch(publication.serial.strip())
        add(root, "mods:identifier", issn[1] if issn else publication.serial, type="issn" if issn else "serial")
    return root


def article_record(article: Article, publication: Publication) -> Element:
    """Headline with its parts, people, section, dateline and id of an article."""
    root = _root()
    if article.headline or article.kicker or article.subheadline:
        title = add(root, "mods:titleInfo")
        if article.kicker:
            add(title, "mods:partName", article.kicker)
        if article.headline:
            add(title, "mods:title", article.headline)
        if article.subheadline:
            add(title, "mods:subTitle", article.subheadline)
    for byline in article.bylines:
        name = add(root, "mods:name", type="personal")
        add(name, "mods:namePart", byline.name)
        if byline.role:
            add(add(name, "mods:role"), "mods:roleTerm", byline.role, type="text")
    add(root, "mods:genre", "article")
    _origin(root, (article.dateline.date if article.dateline else None) or publication.date)
    if article.section:
        add(root, "mods:classification", article.section, authority="section")
    if article.dateline and article.dateline.agency:
        add(root, "mods:note", article.dateline.agency, type="agency")
    add(root, "mods:identifier", article.id, type="local")
    return root


def _root() -> Element:
    return ET.Element("mods:mods", {"xmlns:mods": NAMESPACE, "version": "3.8"})


def _origin(root: Element, date: str | None, edition: str | None = None) -> None:
    if date or edition:
        origin = add(root, "mods:originInfo")
        if date:
            add(origin, "mods:dateIssued", date, encoding="w3cdtf")
        if edition:
            add(origin, "mods:edition", edition)
