"""Does `verify` find every changed byte, every cut, and every record written anew otherwise?"""

import hashlib
import hmac
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.errors import DrawRejected
from library.experts import Need
from library.experts.drawing import Draws, published, verify
from library.experts.drawing.canonical import canonical, digest
from library.experts.drawing.eligibility import Judge
from library.experts.drawing.log import entry_hash
from tests.experts import NOON, asked, drawn, draws_over, expert, pool_of

Json = dict[str, Any]
FIVE = "逐字节：是一份完整的记录，没有改动"


@pytest.fixture(scope="module")
def draws() -> Any:
    people = [expert(n, "YT1") for n in range(9)] + [expert(n, "JG") for n in range(9, 14)]
    with pool_of(*people, expert(20, "SG")) as pool:
        held = draws_over(pool)
        first = held.ask("测试", asked(Need("YT1", 3), Need("JG", 2)))
        other = held.ask("测试", asked(project="另一工程"))
        drawn(held, first.request_id)
        drawn(held, other.request_id)
        held.reply("测试", first.request_id, held.panel(held.going(first.request_id))[0], "谢绝",
                   "出差")  # fmt: skip
        yield held


@pytest.fixture(scope="module")
def record(draws: Draws) -> bytes:
    return published(draws, "2026-0001", int(NOON))


def test_a_record_holds_with_the_steps_of_others_between(record: bytes, draws: Draws) -> None:
    found = verify(record)
    assert found.holds, found.checks
    assert len(found.panel) == 5
    assert all(name.startswith("专家0") for name in found.panel)
    log = json.loads(record)["record"]["log"]
    assert {entry["request_id"] for entry in log} == {"2026-0001", "2026-0002"}
    assert all(("body" in entry) == (entry["request_id"] == "2026-0001") for entry in log)
    assert "另一工程".encode() not in record
    auditor = verify(published(draws, "2026-0001", int(NOON), auditor=True), found.checks[0].name)
    assert not auditor.holds  # what was announced is another digest
    assert verify(published(draws, "2026-0001", int(NOON), auditor=True)).holds


@settings(max_examples=120, deadline=None, derandomize=True)
@given(st.data())
def test_one_byte_changed_is_found(record: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(record) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda byte: byte != record[at]))
    changed = record[:at] + bytes([other]) + record[at + 1 :]
    assert not verify(changed).holds


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.data())
def test_a_cut_or_an_addition_is_found(record: bytes, data: st.DataObject) -> None:
    assert not verify(record[: data.draw(st.integers(0, len(record) - 1))]).holds
    assert not verify(record[data.draw(st.integers(1, len(record) - 1)) :]).holds
    at = data.draw(st.integers(0, len(record)))
    assert not verify(
        record[:at] + data.draw(st.binary(min_size=1, max_size=3)) + record[at:]
    ).holds


def forged(record: bytes, change: Callable[[Json], None], *, chained: bool = True) -> bytes:
    """Return the record with a change, and every digest and hash in it computed anew."""
    value = json.loads(record)["record"]
    change(value)
    previous = value["log"][0]["previous"]
    for entry in value["log"] if chained else ():
        if "body" in entry:
            entry["body_sha256"] = digest(entry["body"])
        entry["previous"] = previous
        entry["hash"] = previous = entry_hash(entry)
    return canonical({"digest": digest(value), "record": value}) + b"\n"


def body(value: Json, kind: str) -> Json:
    found: Json = next(e["body"] for e in value["log"] if e["kind"] == kind and "body" in e)
    return found


def swap_panel(value: Json) -> None:
    drawn_ = body(value, "抽取")
    drawn_["panel"][0]["handle"], drawn_["reserve"][0]["handle"] = (
        drawn_["reserve"][0]["handle"], drawn_["panel"][0]["handle"],
    )  # fmt: skip


def other_secret(value: Json) -> None:
    body(value, "揭示")["secret"] = "77"


def drop_candidate(value: Json) -> None:
    body(value, "冻结")["candidates"].pop(0)


def other_party(value: Json) -> None:
    body(value, "申请")["parties"][0]["unit"] = "别的单位"


def hide_the_reply(value: Json) -> None:
    del value["log"][-1]


def other_name(value: Json) -> None:
    value["openings"][0]["name"]["name"] = "别人"


def other_outcome(value: Json) -> None:
    value["outcome"]["seats"].pop()


def out_of_turn(value: Json) -> None:
    reply = body(value, "答复")
    others = [seat["handle"] for seat in body(value, "抽取")["reserve"]]
    reply["by"] = next(handle for handle in others if handle != reply["by"])


def without_needs(value: Json) -> None:
    del body(value, "申请")["needs"]


def without_earlier(value: Json) -> None:
    del body(value, "申请")["earlier"]


def with_a_remark(value: Json) -> None:
    value["remark"] = "经核对无误"


def with_a_remark_on_a_step(value: Json) -> None:
    value["log"][0]["remark"] = "经核对无误"


def nameless(value: Json) -> None:
    del value["openings"][0]["name"]["unit"]


def missing_name(value: Json) -> None:
    value["openings"].pop()


def huge_panel(value: Json) -> None:
    """Ask of whoever checks to seat a hundred million."""
    body(value, "申请")["needs"][0]["number"] = 10**8
    body(value, "冻结")["request_sha256"] = digest(body(value, "申请"))


@pytest.mark.parametrize(
    "change",
    [
        swap_panel, other_secret, drop_candidate, other_party, hide_the_reply, other_name,
        other_outcome, out_of_turn, without_needs, without_earlier, with_a_remark,
        with_a_remark_on_a_step, nameless, missing_name, huge_panel,
    ],
)  # fmt: skip
def test_a_record_written_anew_with_all_its_digests_is_found(
    record: bytes, change: Callable[[Json], None]
) -> None:
    assert verify(forged(record, lambda value: None)).holds
    found = verify(forged(record, change))
    assert found.checks[0].found == ""
    assert not found.holds
    assert found.panel == ()


def test_a_step_taken_out_breaks_the_chain(record: bytes) -> None:
    def without_one(value: Json) -> None:
        del value["log"][3]

    found = verify(forged(record, without_one, chained=False))
    assert "接不上" in found.checks[-1].found


class Accuser(Judge):
    """Finds something against the expert with number 3, as a program that was tampered with."""

    def exclusions(self, name: Any, facts: Any) -> list[dict[str, str]]:
        found = super().exclusions(name, facts)
        return [*found, {"kind": "suspended"}] if name["expert_id"] == 3 else found


@pytest.fixture(scope="module")
def tampered() -> Any:
    """Return an auditor's record of a pool from which somebody was kept out without a reason."""
    with pytest.MonkeyPatch.context() as patch, pool_of(*(expert(n) for n in range(9))) as pool:
        patch.setattr("library.experts.drawing.draws.Judge", Accuser)
        held = draws_over(pool)
        drawn(held, held.ask("测试", asked()).request_id)
        yield published(held, "2026-0001", int(NOON), auditor=True)


def accused(value: Json) -> Json:
    found: Json = next(one for one in value["openings"] if one["name"]["expert_id"] == 3)
    return found


def test_an_auditor_finds_an_exclusion_that_was_made_up(tampered: bytes) -> None:
    found = verify(tampered)
    assert found.checks[-1].found == "“专家002”是否回避，重算的结果不同。"
    assert [check.found for check in found.checks[:-1]] == [""] * (len(found.checks) - 1)


def with_other_facts(value: Json) -> None:
    """Give facts that would justify it, beside the sum of the true ones."""
    one = accused(value)
    stated = {"domain": "zhiku-draw-facts-1", "salt": one["facts_salt"], "value": one["facts"]}
    one["facts_sha256"] = digest(stated)
    one["facts"] = {**one["facts"], "standing": "暂停"}


def without_the_accused(value: Json) -> None:
    value["openings"].remove(accused(value))


def without_their_facts(value: Json) -> None:
    one = accused(value)
    salt, facts = one.pop("facts_salt"), one.pop("facts")
    stated = {"domain": "zhiku-draw-facts-1", "salt": salt, "value": facts}
    one["facts_sha256"] = digest(stated)


@pytest.mark.parametrize("change", [with_other_facts, without_the_accused, without_their_facts])
def test_an_exclusion_cannot_be_hidden_from_an_auditor(
    tampered: bytes, change: Callable[[Json], None]
) -> None:
    assert not verify(forged(tampered, change)).holds


def test_nobody_is_a_candidate_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody sealed twice under two handles would have two chances."""
    with pool_of(*(expert(n) for n in range(9))) as pool:
        every = list(pool.candidates())
        monkeypatch.setattr(pool, "candidates", lambda: iter([*every, every[0]]))
        draws = draws_over(pool)
        drawn(draws, draws.ask("测试", asked()).request_id)
        found = verify(published(draws, "2026-0001", int(NOON), auditor=True))
    assert "列了两次" in found.checks[-1].found


def test_who_declined_is_not_drawn_again_unnoticed(monkeypatch: pytest.MonkeyPatch) -> None:
    with pool_of(*(expert(n) for n in range(6))) as pool:
        draws = draws_over(pool)
        going = drawn(draws, draws.ask("测试", asked()).request_id)
        draws.reply("测试", going.request_id, draws.panel(going)[0], "谢绝", "出差")
        monkeypatch.setattr(draws, "_declined", lambda _: set())
        draws.again("测试", going.request_id, "缺一名")
        drawn(draws, going.request_id, ("33", "44"))
        for auditor in (False, True):
            content = published(draws, going.request_id, int(NOON), auditor=auditor)
            assert "谢绝" in verify(content).checks[-1].found


def test_names_stay_sealed_until_their_time(draws: Draws) -> None:
    from datetime import UTC, datetime

    until = datetime.fromtimestamp(NOON + 3600, UTC)
    going = draws.ask("测试", asked(project="密封的工程", sealed_until=until))
    drawn(draws, going.request_id)
    sealed = published(draws, going.request_id, int(NOON))
    assert "专家0".encode() not in sealed
    assert verify(sealed).holds
    with pytest.raises(DrawRejected, match="密封期"):
        published(draws, going.request_id, int(NOON), auditor=True)
    after = published(draws, going.request_id, int(NOON) + 3600)
    assert "专家0".encode() in after
    assert verify(after).holds
    last = json.loads(sealed)["record"]["log"][-1]["hash"]
    assert verify(after, last).holds  # what was announced before the names were
    assert verify(after, json.loads(after)["digest"]).holds


def test_no_hostile_file_stops_the_check() -> None:
    with pool_of(*(expert(n) for n in range(6))) as pool:
        held = draws_over(pool)
        held.ask("测试", asked())
        begun = published(held, "2026-0001", int(NOON))
    assert verify(begun).holds
    assert not verify(forged(begun, without_earlier)).holds
    empty = canonical({"digest": digest([]), "record": []}) + b"\n"
    strange = (b"", b"\n", b"[]\n", b"{}\n", b"[" * 99_999, b'{"digest":1,"record":2}\n', b"\xff\n")
    for content in (*strange, empty):
        assert not verify(content).holds


def test_another_program_computes_the_same_panel(record: bytes) -> None:
    """Written from docs/experts.md, with nothing of ours: seed, order, and who is taken."""
    value = json.loads(record)["record"]
    own = {e["kind"]: e["body"] for e in value["log"] if "body" in e and e["kind"] != "揭示"}
    secrets = [e["body"]["secret"] for e in value["log"] if "body" in e and e["kind"] == "揭示"]

    def plain(one: Any) -> bytes:
        return json.dumps(one, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    frozen = hashlib.sha256(plain(own["冻结"])).hexdigest()
    seed = hashlib.sha256(
        plain({"domain": "zhiku-draw-seed-1", "frozen": frozen, "secrets": secrets})
    ).digest()
    assert seed.hex() == own["抽取"]["seed"]
    words = [
        int.from_bytes(block[at : at + 8], "big")
        for number in range(50)
        for block in [
            hmac.new(seed, b"zhiku-draw-stream-1" + number.to_bytes(8, "big"), "sha256").digest()
        ]
        for at in (0, 8, 16, 24)
    ]
    needs = own["申请"]["needs"]
    people = [c for c in own["冻结"]["candidates"] if not c["reasons"]]
    for last in range(len(people) - 1, 0, -1):
        while (word := words.pop(0)) >= 2**64 - 2**64 % (last + 1):
            pass
        other = word % (last + 1)
        people[last], people[other] = people[other], people[last]
    left, panel = [need["number"] for need in needs], []
    for one in people:  # nobody here fits two needs, so a place is free or it is not
        fits = [n for n, need in enumerate(needs) if set(one["specialties"]) & set(need["accepts"])]
        if fits and left[fits[0]]:
            left[fits[0]] -= 1
            panel.append({"handle": one["handle"], "need": fits[0]})
    assert panel == own["抽取"]["panel"]
