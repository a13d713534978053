"""Which order is meant where several agencies have issued one of that number?"""

from pathlib import Path

from corpus import import_files
from search import SearchRequest, SearchResults, Settings, open_service, open_store, rebuild


def ask(settings: Settings, query: str) -> SearchResults:
    return open_service(settings).search(SearchRequest(query))


ORDERS = {
    "甲规定": "（2018年3月8日中华人民共和国住房和城乡建设部令第37号公布，自2018年6月1日起施行）",
    "乙条例": "（1988年7月1日国务院令第37号公布，自1988年8月1日起施行）",
}


def test_orders_of_one_number_are_told_apart(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "home", model="none")
    for title, note in ORDERS.items():
        text = f"{title}\n\n{note}\n\n第一条 为了示例，制定{title}。\n\n第二条 应当登记。\n"
        (tmp_path / f"{title}.txt").write_text(text, "utf-8")
    with open_store(settings) as store:
        import_files(store, [tmp_path / f"{title}.txt" for title in ORDERS])
    rebuild(settings)
    both = ask(settings, "37号令第二条")
    assert both.hits[0].title == "甲规定"
    [notice] = [notice for notice in both.notices if "不止一个第37号令" in notice]
    assert "《甲规定》（住房和城乡建设部令第37号）" in notice
    for query in ("住建部令第37号第二条", "住房城乡建设部令第37号第二条"):
        assert [hit.title for hit in ask(settings, query).hits] == ["甲规定"]
    assert [hit.title for hit in ask(settings, "国务院令第37号").hits] == ["乙条例"]
    other = ask(settings, "商务部令第37号")
    assert not other.hits
    assert "库中没有出现：商务部令第37号。" in other.notices
