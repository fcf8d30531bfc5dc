"""Documents of invented texts, to be scored against each other."""

from banmian.document.model import Article, Block, Document, PageInfo, Region, Source

TEXTS = {
    "渔港开了新市": "渔港的新市场今早开门，第一筐鱼是从外海回来的，过秤、装冰、上车，不到一刻钟。",
    "山里通了班车": "班车早晚各一趟，从县城开到最远的村子，票价三元，老人和学生不收钱，路上走两个钟头。",
}


def document(name: str, texts: dict[str, str]) -> Document:
    articles = [
        Article(
            id=f"a{index}",
            headline=headline,
            blocks=[Block("paragraph", text, [Region(1, [10, 100 * index + 10, 190, 100 * index + 90])])],
            text=text,
            regions=[Region(1, [10, 100 * index, 190, 100 * index + 90])],
        )
        for index, (headline, text) in enumerate(texts.items())
    ]
    page = PageInfo(1, width=200, height=300, unit="px")
    return Document(Source(f"in/{name}.jpg", "0" * 64, "image/jpeg", 1), pages=[page], articles=articles)
