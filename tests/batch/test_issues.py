"""Issues whose pages are single files: put together by what is printed, by the path, or by a file beside them."""

import json
import sys
from collections import defaultdict
from pathlib import Path

from batches import FAST, read_batch

from banmian.document.json_form import document_from_json
from banmian.document.model import Document
from banmian.export.issues import issues_of

PAGES = 10
FIRST = "{title}\n2023年10月{day:02}日 星期四 第{page:02}版\n\n"
JUMPING = "渡口第{number}次改期\n\n本报讯 江上起雾，渡船停了三天，码头上的人等着消息，船工说水位（下转第{to}版）\n"
REST = "渡口第{number}次改期\n\n（上接第{back}版）还在涨，再等两天看看。第{number}次公告贴在码头的墙上。\n"
OTHER = "{page}版的菜市\n\n本报讯 今天的菜市上来了第{number}批新藕，价钱比上周低，买的人不少。\n"


def write_issues(folder: Path, count: int) -> None:
    """So many issues of ten pages; a third print title and day, a third have a newspaper.toml, a third say nothing."""
    for number in range(count):
        day, way = 1 + number % 28, number % 3
        title = f"云岭{'晨晚日'[number // 28 % 3]}报"
        issue = folder / title / f"202310{day:02}"
        issue.mkdir(parents=True)
        for page in range(1, PAGES + 1):
            text = FIRST.format(title=title, day=day, page=page) if way == 0 else ""
            if page == 2:
                text += JUMPING.format(number=number, to=7) + "\n"
            if page == 7:
                text += REST.format(number=number, back=2) + "\n"
            text += OTHER.format(page=page, number=number)
            (issue / f"{page:02}.txt").write_text(text, "utf-8")
        if way == 1:
            (issue / "newspaper.toml").write_text(f'title = "{title}"\ndate = 2023-10-{day:02}\n', "utf-8")


def read_issues(folder: Path, output: Path) -> list[Document]:
    """All documents, by the names that their paths give."""
    read_batch([folder], output, FAST.model_copy(update={"names": "{title}/{date:%Y%m%d}/{page}.txt"}))
    return [document_from_json(path.read_bytes()) for path in sorted(output.glob("documents/*/articles.json"))]


def check_issues(folder: Path, output: Path, count: int) -> None:
    documents = read_issues(folder, output)
    assert len(documents) == count * PAGES
    issues = issues_of([(str(place), document.publication) for place, document in enumerate(documents)])
    assert sorted(len(issue.documents) for issue in issues) == [PAGES] * count
    labels = defaultdict(set)
    for document in documents:
        labels[document.publication.title, document.publication.date].add(document.pages[0].label)
    assert all(len(found) == PAGES for found in labels.values())
    articles = {article.id: article for document in documents for article in document.articles}
    onward = [article for article in articles.values() if article.continued_to]
    assert len(onward) == count
    for article in onward:
        assert article.continued_to
        other = articles[article.continued_to.article_id or ""]
        assert other.continued_from
        assert other.continued_from.article_id == article.id
        assert other.headline == article.headline
    assert json.loads((output / "manifest.json").read_bytes())["documents"]


def test_pages_that_are_single_files_become_issues_with_their_jumps_linked(tmp_path: Path) -> None:
    write_issues(tmp_path / "in", 6)
    check_issues(tmp_path / "in", tmp_path / "out", 6)


if __name__ == "__main__":
    place, number = Path(sys.argv[1]), int(sys.argv[2])
    write_issues(place / "in", number)
    check_issues(place / "in", place / "out", number)
    print(f"{number} issues of {PAGES} single files: put together, every jump linked")
