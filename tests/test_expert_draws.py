"""Does a draw go by its rules, and is it drawn by chance alone from those who may be drawn?"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import combinations, permutations
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from library.errors import DrawRejected, ExpertsBroken, PanelShort
from library.experts import FormerUnit, Need, Review, Rules, State
from library.experts.drawing import Party, Step, commitment_of, published, verify
from library.experts.drawing.eligibility import same_unit
from library.experts.drawing.generator import Generator
from library.experts.drawing.matching import assigned, gaps, independent, replacement, selected
from library.experts.drawing.selection import draw
from tests.experts import NOON, TODAY, asked, drawn, draws_over, expert, pool_of, reasons

CRITICAL_44 = 78.75
"""Chi-square with 44 degrees of freedom exceeds this once in a thousand (tables of χ²)."""
CRITICAL_9 = 27.88
"""The same with 9."""
CHECKED = settings(max_examples=150, deadline=None, derandomize=True)
FITS = st.lists(st.frozensets(st.integers(0, 3)), max_size=9)
NUMBERS = st.lists(st.integers(1, 3), min_size=1, max_size=4)


def test_the_generator_is_the_one_that_is_documented() -> None:
    """Computed once by a program written from docs/experts.md alone."""
    chance = Generator(bytes(32))
    assert [chance.below(10) for _ in range(8)] == [9, 5, 1, 7, 6, 4, 1, 2]
    assert Generator(b"seed" * 8).shuffled(range(8)) == [2, 0, 3, 4, 6, 7, 5, 1]


@pytest.mark.once
def test_a_hundred_thousand_draws_are_uniform() -> None:
    """Ten candidates for two places: each pair, and each candidate as the first, equally often."""
    people = [f"{n:064x}" for n in range(10)]
    request = {
        "needs": [{"name": "甲", "specialty": "A", "accepts": ["A"], "number": 2, "reserve": 0}]
    }
    frozen = {
        "candidates": [{"handle": one, "specialties": ["A"], "reasons": []} for one in people]
    }
    pairs, firsts = Counter[frozenset[str]](), Counter[str]()
    for number in range(100_000):
        panel = [seat["handle"] for seat in draw(request, frozen, [str(number)])["panel"]]
        pairs[frozenset(panel)] += 1
        firsts[panel[0]] += 1
    assert set(pairs) == {frozenset(pair) for pair in combinations(people, 2)}
    assert chi_square(list(pairs.values())) < CRITICAL_44
    assert chi_square(list(firsts.values())) < CRITICAL_9


def chi_square(counts: Sequence[int]) -> float:
    expected = sum(counts) / len(counts)
    return sum((n - expected) ** 2 for n in counts) / expected


def possible(sets: Sequence[frozenset[int]], numbers: Sequence[int]) -> bool:
    """Tell by trying everything whether each can be given a place."""
    places = [need for need, number in enumerate(numbers) for _ in range(number)]
    return any(
        all(place in own for own, place in zip(sets, order, strict=True))
        for order in permutations(places, len(sets))
    )


def largest(sets: Sequence[frozenset[int]], numbers: Sequence[int]) -> int:
    """Return by trying everything how many can be given a place."""
    return next(
        size
        for size in range(min(len(sets), sum(numbers)), -1, -1)
        if any(possible(some, numbers) for some in combinations(sets, size))
    )


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    st.lists(st.frozensets(st.integers(0, 2)), max_size=6),
    st.lists(st.integers(1, 2), min_size=1, max_size=3),
    st.randoms(use_true_random=False),
)
def test_taking_in_order_never_fails_where_a_panel_exists(
    sets: list[frozenset[int]], numbers: list[int], chance: Any
) -> None:
    sets = [frozenset(n for n in own if n < len(numbers)) for own in sets]
    fits = {str(at): own for at, own in enumerate(sets)}
    order = list(fits)
    chance.shuffle(order)
    taken = selected(order, fits, numbers)
    assert len(taken) == largest(sets, numbers)
    held = [fits[one] for one in taken]
    assert independent(held, numbers)
    places = assigned(held, numbers)
    assert all(place in own for place, own in zip(places, held, strict=True))
    assert all(places.count(need) <= number for need, number in enumerate(numbers))
    lacking = gaps(sets, numbers)
    assert sum(n - there for _, n, there in lacking) == sum(numbers) - len(taken)
    for needs, wanted, there in lacking:  # Hall: these needs see fewer candidates than places
        assert there == sum(1 for own in sets if own & set(needs)) < wanted


@CHECKED
@given(FITS, NUMBERS)
def test_the_places_do_not_depend_on_how_a_matching_was_found(
    sets: list[frozenset[int]], numbers: list[int]
) -> None:
    sets = [frozenset(n for n in own if n < len(numbers)) for own in sets]
    taken = selected([str(n) for n in range(len(sets))], {str(n): s for n, s in enumerate(sets)},
                     numbers)  # fmt: skip
    assume(len(taken) == sum(numbers) > 1)
    held = [sets[int(one)] for one in taken]
    rest = [one for one in map(str, range(len(sets))) if one not in taken]
    fits = {str(n): own for n, own in enumerate(sets)}
    new = replacement(taken, taken[0], rest, fits, numbers)
    for other in rest:  # whoever stands before the replacement could not have taken the place
        whole = independent([*held[1:], fits[other]], numbers)
        assert whole == (other == new)
        if whole:
            break


CODES = st.lists(st.sampled_from(["YT1", "MJ1", "JG", "SG"]), min_size=1, max_size=3, unique=True)
PEOPLE = st.lists(
    st.tuples(
        CODES,
        st.sampled_from([State.ENGAGED, State.ENGAGED, State.SUSPENDED, State.CANCELLED]),
        st.sampled_from(["示例单位", "示例施工单位", "示例施工单位第三分公司"]),
        st.sampled_from([date(2026, 11, 27), date(2026, 11, 28), date(2028, 1, 1)]),
    ),
    min_size=6, max_size=16,
)  # fmt: skip


@settings(max_examples=25, deadline=None, derandomize=True)
@given(PEOPLE, st.integers(1, 4), st.integers(1, 4))
def test_of_any_pool_none_is_drawn_who_may_not_be(
    people: list[tuple[list[str], State, str, date]], first: int, second: int
) -> None:
    with pool_of(*(
        expert(n, *codes, standing=state, unit=f"{unit}", term_end=end, name=f"专家{n:03}")
        for n, (codes, state, unit, end) in enumerate(people)
    )) as pool:  # fmt: skip
        draws = draws_over(pool)
        needs = (Need("YT1", first), Need("MJ1", second), Need("JG", 5))
        able = {
            n: set(codes)
            for n, (codes, state, unit, end) in enumerate(people)
            if state is State.ENGAGED and unit == "示例单位" and end >= TODAY
        }
        short = _lacking([sorted(codes) for codes in able.values()], needs)
        if short:
            with pytest.raises(PanelShort, match="缺") as refused:
                draws.ask("测试", asked(*needs))
            assert sum(n - there for _, n, there in refused.value.gaps) == short
            assert draws.log.count() == 0
            return
        going = draws.ask("测试", asked(*needs))
        one = drawn(draws, going.request_id)
        names = draws.openings(going.request_id, 1)
        panel = [int(names[h]["name"]["name"][2:]) for h in one.last.panel]
        assert set(panel) <= set(able)
        assert len(set(panel)) == len(panel) == first + second + 5
        seated = Counter(seat["need"] for seat in one.seats)
        assert seated == {at: need.number for at, need in enumerate(needs)}
        for number, seat in zip(panel, one.seats, strict=True):
            assert needs[seat["need"]].specialty in able[number]


def _lacking(people: Sequence[Sequence[str]], needs: Sequence[Need]) -> int:
    """Return how many places stay empty at best, by the deficiency that Hall's theorem gives."""
    subsets = (some for size in range(4) for some in combinations(needs, size))
    return max(
        sum(need.number for need in some)
        - sum(1 for codes in people if {need.specialty for need in some} & set(codes))
        for some in subsets
    )


def test_the_same_inputs_give_the_same_panel_and_another_secret_another() -> None:
    request: Mapping[str, Any] = {
        "needs": [{"name": "甲", "specialty": "A", "accepts": ["A"], "number": 5, "reserve": 3}]
    }
    people = [{"handle": f"{n:064x}", "specialties": ["A"], "reasons": []} for n in range(50)]
    frozen = {"candidates": people}
    assert draw(request, frozen, ["1", "2"]) == draw(request, frozen, ["1", "2"])
    seen = {tuple(s["handle"] for s in draw(request, frozen, [str(n)])["panel"]) for n in range(9)}
    assert len(seen) == 9


def test_everyone_who_may_not_be_drawn_has_the_reason() -> None:
    left = date(2024, 11, 29)
    excluded: dict[str, dict[str, Any]] = {
        "specialty": {"specialties": ("AQ2",)},
        "suspended": {"standing": State.SUSPENDED},
        "cancelled": {"standing": State.CANCELLED},
        "expired": {"term_end": date(2026, 11, 27)},
        "not_started": {"term_start": date(2026, 11, 29)},
        "unit": {"unit": "示例 施工单位（第二分公司）"},
        "former": {"former_units": (FormerUnit("示例施工单位", left),)},
        "avoid_unit": {"avoid_units": ("示例监理单位",)},
        "avoid_person": {"avoid_persons": ("王某",)},
        "listed": {"name": "李 某"},
        "region": {"region": "示例省乙市"},
    }
    rows = [
        expert(n, **({"region": "示例省甲市", "name": kind} | values))
        for n, (kind, values) in enumerate(excluded.items(), 50)
    ]
    able = [expert(n, region="示例省甲市") for n in range(6)]
    able[0] = expert(0, region="示例省甲市",
                     former_units=(FormerUnit("示例施工单位", date(2023, 11, 28)),))  # fmt: skip
    with pool_of(*able, *rows) as pool:
        draws = draws_over(pool, Rules(yearly_cap=1))
        capped = pool.all()[1]
        pool.reviewed("测试", capped.expert_id, Review(date(2026, 1, 5), "旧", "旧", "通过"))
        going = draws.ask("测试", asked(
            regions=("甲市",), persons=("王某", "李某"),
            parties=(Party("施工单位", "示例施工单位"), Party("监理单位", "示例监理单位")),
        ))  # fmt: skip
        drawn(draws, going.request_id)
        found = reasons(draws, going.request_id)
        assert {name: {name if name != "李 某" else "listed"} for name in found} | {
            capped.name: {"cap"}
        } == found
        assert len(found) == len(excluded) + 1


def test_a_branch_is_its_unit_and_a_longer_name_is_not() -> None:
    assert same_unit("示例建设集团有限公司", "示例建设集团有限公司第三分公司")
    assert same_unit("示例（集团）公司", "示例(集团)公司")
    assert not same_unit("示例大学", "示例大学设计研究院有限公司")
    assert same_unit("示例建设集团", "示例建设（集团）有限责任公司")
    assert same_unit("示例建设股份有限公司", "示例建设 有限公司")
    assert same_unit("示例建设股份有限公司", "示例建设有限公司第三分公司")
    assert same_unit("Ａ示例建设公司", "A示例建设")
    assert not same_unit("示例建设有限公司", "示例建设监理有限公司")
    assert not same_unit("有限公司", "示例有限公司")
    assert not same_unit("示例", "示例分公司")
    assert not same_unit("", "示例单位")


def test_several_in_one_line_are_refused_for_they_would_keep_out_nobody() -> None:
    with pool_of(*(expert(n) for n in range(9))) as pool:
        draws = draws_over(pool)
        for unit in ("甲建设公司、乙建设公司", "甲建设公司;乙建设公司"):
            with pytest.raises(DrawRejected, match="参建单位一行一个"):
                draws.ask("测试", asked(parties=(Party("施工单位", unit),)))
        for person in ("项目经理：王某", "王某、李某", "王某（总监）"):
            with pytest.raises(DrawRejected, match="只写姓名"):
                draws.ask("测试", asked(persons=(person,)))
        draws.ask("测试", asked(parties=(Party("设计单位", "甲（水利、电力）设计院"),),
                               persons=("买买提·艾力",)))  # fmt: skip


def test_a_refusal_says_which_specialties_lack_how_many() -> None:
    """Two experts of both specialties cannot fill five places of the two."""
    people = [expert(n, "YT1", "JG") for n in range(2)] + [expert(n, "SG") for n in range(2, 9)]
    with pool_of(*people) as pool, pytest.raises(PanelShort) as short:
        draws_over(pool).ask("测试", asked(Need("YT1", 2), Need("JG", 1), Need("SG", 2)))
    assert short.value.gaps == (("基坑工程、结构工程", 3, 2),)
    assert "基坑工程、结构工程共需 3 名，合格的只有 2 名，缺 1 名" in str(short.value)


def test_steps_out_of_turn_are_refused_and_leave_no_trace() -> None:
    with pool_of(*(expert(n) for n in range(9))) as pool:
        draws = draws_over(pool)
        request_id = draws.ask("测试", asked()).request_id
        secret, made = draws.new_secret(request_id, "张三")
        early: list[tuple[Callable[[], object], str]] = [
            (lambda: draws.reveal("测试", request_id, secret, "张三"), "还没有冻结"),
            (lambda: draws.commit("测试", request_id, "王五", made), "不是这项申请的经办人"),
            (lambda: draws.commit("测试", request_id, "张三", "abc"), "64 位"),
            (lambda: draws.again("测试", request_id, "再来"), "还没有抽取过"),
            (lambda: draws.conclude("测试", request_id, "通过", "a" * 64), "没有全部确认"),
            (lambda: draws.ask("测试", asked()), "一项申请只抽取一次"),
        ]
        for step, said in early:
            count = draws.log.count()
            with pytest.raises(DrawRejected, match=said):
                step()
            assert draws.log.count() == count
        draws.commit("测试", request_id, "张三", made)
        with pytest.raises(DrawRejected, match="不能更换"):
            draws.commit("测试", request_id, "张三", "b" * 64)
        draws.commit("测试", request_id, "李四", commitment_of(request_id, 1, "李四", "22"))
        with pytest.raises(DrawRejected, match="与当初的承诺不符"):
            draws.reveal("测试", request_id, "another", "张三")
        draws.reveal("测试", request_id, secret, "张三")
        assert draws.reveal("测试", request_id, "22", "李四").stage == "待专家答复"
        assert [entry.kind for entry in draws.log.of(request_id)] == [
            Step.ASKED, Step.COMMITTED, Step.COMMITTED, Step.FROZEN, Step.REVEALED, Step.REVEALED,
            Step.DRAWN,
        ]  # fmt: skip


def test_five_experts_at_least_and_two_officers() -> None:
    with pool_of(*(expert(n) for n in range(9))) as pool:
        draws = draws_over(pool)
        with pytest.raises(DrawRejected, match="不少于 5 名"):
            draws.ask("测试", asked(Need("YT1", 4)))
        with pytest.raises(DrawRejected, match="两名不同的经办人"):
            draws.ask("测试", asked(officers=("张三", "张三")))
        with pytest.raises(DrawRejected, match="参建单位"):
            draws.ask("测试", asked(parties=()))


def test_who_declines_is_replaced_in_order_and_not_drawn_again() -> None:
    people = [expert(n, "YT1") for n in range(8)] + [expert(n, "JG") for n in range(8, 12)]
    with pool_of(*people) as pool:
        draws = draws_over(pool)
        going = draws.ask("测试", asked(Need("YT1", 3, 2), Need("JG", 2, 1)))
        going = drawn(draws, going.request_id)
        reserve, gone = list(going.last.reserve), draws.panel(going)[0]
        seat = going.seats[0]["need"]
        going = draws.reply("测试", going.request_id, gone, "谢绝", "出差")
        assert gone not in draws.panel(going)
        assert going.seats[0]["need"] == seat
        assert len(going.last.reserve) == len(reserve) - 1
        for expert_id in draws.panel(going):
            going = draws.reply("测试", going.request_id, expert_id, "确认")
        assert going.stage == "名单已确认"
        again = draws.again("测试", going.request_id, "两名专家临时不能到会")
        assert again.stage == "待承诺"
        again = drawn(draws, going.request_id, ("33", "44"))
        assert again.last.number == 2
        known = pool.get(gone).name
        assert reasons(draws, going.request_id)[known] == {"declined"}
        for expert_id in draws.panel(again):
            again = draws.reply("测试", going.request_id, expert_id, "确认")
        done = draws.conclude("测试", going.request_id, "修改后通过", "a" * 64, "补充计算书")
        assert done.stage == "已论证：修改后通过"
        for expert_id in draws.panel(done):
            assert [review.conclusion for review in pool.reviews(expert_id)] == ["修改后通过"]
        with pytest.raises(DrawRejected, match="另行申请须写明理由"):
            draws.ask("测试", asked(Need("YT1", 5)))
        with pytest.raises(DrawRejected, match="不能再改"):
            draws.withdraw("测试", going.request_id, "反悔")
        other = draws.ask("测试", asked(Need("YT1", 5), reason="方案改动，重新论证"))
        assert other.request["earlier"] == [going.request_id]
        drawn(draws, other.request_id)
        told = verify(published(draws, other.request_id, int(NOON))).notes
        assert told == (
            f"同一工程此前的申请：{going.request_id}；另行申请的理由：方案改动，重新论证",
        )
        assert verify(published(draws, going.request_id, int(NOON))).notes == (
            "第 2 次抽取的理由：两名专家临时不能到会",
        )


def test_another_size_or_no_works_do_not_begin_anew() -> None:
    """Else whoever dislikes a panel asks again for 6.51 m, and the record shows no trace of it."""
    with pool_of(*(expert(n) for n in range(9))) as pool:
        draws = draws_over(pool)
        first = draws.ask("测试", asked(works=("土方开挖（开挖深度 6.5m）：超过一定规模",)))
        again = ("土方开挖（开挖深度 6.51m）：超过一定规模", "模板（高度 9m）：超过一定规模")
        for values in ({"works": again}, {"works": ()}, {"works": again, "project": "示例 工程"}):
            with pytest.raises(DrawRejected, match="同一工程已有申请"):
                draws.ask("测试", asked(**values))
        draws.withdraw("测试", first.request_id, "换一组")
        with pytest.raises(DrawRejected, match="另行申请须写明理由"):
            draws.ask("测试", asked(works=again))
        other = draws.ask("测试", asked(works=again, reason="方案改动"))
        assert other.request["earlier"] == [first.request_id]
        apart = draws.ask("测试", asked(works=("幕墙（高度 60m）：超过一定规模",)))
        assert apart.request["earlier"] == []


def test_a_review_in_the_past_brings_back_nobody() -> None:
    with pool_of(*(expert(n, term_end=date(2026, 11, 27)) for n in range(9))) as pool:
        with pytest.raises(DrawRejected, match="不能早于今天"):
            draws_over(pool).ask("测试", asked(day=date(2026, 11, 27)))
        with pytest.raises(PanelShort):
            draws_over(pool).ask("测试", asked())


def test_a_public_value_serves_once_it_is_known_and_not_before() -> None:
    now = [NOON]
    with pool_of(*(expert(n) for n in range(9))) as pool:
        pool.now = lambda: now[0]
        draws = draws_over(pool)
        later = datetime.fromtimestamp(NOON + 3600, UTC)
        request = asked(officers=(), public="某期开奖号码", known_after=later)
        going = draws.ask("测试", request)
        with pytest.raises(DrawRejected, match="还没有到揭晓的时间"):
            draws.reveal("测试", going.request_id, "01 02 03")
        now[0] = NOON + 3600
        for wrong in ("", "－", "第 9 期 010203"):
            with pytest.raises(DrawRejected, match="只写数字"):
                draws.reveal("测试", going.request_id, wrong)
        going = draws.reveal("测试", going.request_id, " ０1，02-03 ")
        assert going.last.secrets == {
            "某期开奖号码": "010203"
        }  # one value has one form, so one seed
        assert going.stage == "待专家答复"
        with pytest.raises(DrawRejected, match="公开数值只能用一次"):
            draws.again("测试", going.request_id, "再来")
        past = asked(project="另一工程", officers=(), public="昨天的", known_after=later)
        with pytest.raises(DrawRejected, match="须在申请之后"):
            draws.ask("测试", past)


def test_the_log_cannot_be_changed_or_shortened() -> None:
    with pool_of(*(expert(n) for n in range(9))) as pool:
        draws = draws_over(pool)
        draws.ask("测试", asked())
        for statement in ("UPDATE draw_log SET kind = '抽取'", "DELETE FROM draw_log",
                          "UPDATE history SET who = '某'", "DELETE FROM history"):  # fmt: skip
            with pytest.raises(ExpertsBroken, match=re.compile("only added to")):
                pool.file.run(statement)
