"""`zhiku questions reword|propose`: what a language model drafts, where one is switched on."""

from typing import Annotated

import typer

from commands.context import Exit, Home, console, fail, print_fields, reporting, settings_for
from library.language_model import LanguageModel, model_of
from library.questions import BankFile, Batch, Origin, Wish, texts_in_force
from search import Settings, open_service

__all__ = ["QUESTION_DRAFTS"]


def reword(
    ids: Annotated[list[str], typer.Argument(metavar="题目编号", help="要改写题干的题，可以几道")],
    home: Home = None,
) -> None:
    """请语言模型把题干换一种说法，存为草稿；改动了数字、法规、单位或情态的不采用。"""
    from library.questions.model_drafts import reworded  # noqa: PLC0415 - rarely needed

    settings = settings_for(home)
    model = _model(settings)
    with reporting(), BankFile(settings.questions) as bank:
        items = [bank.item(item_id).item for item_id in ids]
        _keep(bank, reworded(items, model, [each.item for each in bank.items()]))


def propose(
    count: Annotated[
        int, typer.Option("--count", min=1, max=200, metavar="题数", help="至多几道，默认 10")
    ] = 10,
    topic: Annotated[
        list[str] | None, typer.Option("--topic", metavar="主题", help="可以重复；不给时不限")
    ] = None,
    seed: Annotated[str, typer.Option("--seed", metavar="种子", help="问哪些条文，默认 1")] = "1",
    home: Home = None,
) -> None:
    """请语言模型从现行条文提出新题，存为草稿；条文不能证明的不采用。"""
    from library.questions.model_drafts import proposed  # noqa: PLC0415 - rarely needed

    settings = settings_for(home)
    model = _model(settings)
    wish = Wish(tuple(topic or ()), count=count, seed=seed)
    with reporting(), BankFile(settings.questions) as bank:
        texts = texts_in_force(open_service(settings))
        _keep(bank, proposed(texts, wish, model, [each.item for each in bank.items()]))


QUESTION_DRAFTS = (("reword", reword), ("propose", propose))


def _model(settings: Settings) -> LanguageModel:
    """Return the model and tell where the text goes; exit where none is set."""
    model = model_of(settings)
    if model is None:
        raise fail("没有设置语言模型（ZHIKU_LLM_URL），题目由规则出。", Exit.BAD_USAGE)
    typer.echo(f"题干和条文正发送给语言模型（{model.host}）。", err=True)
    return model


def _keep(bank: BankFile, batch: Batch) -> None:
    bank.add(batch.items, origin=Origin.MODEL)
    bank.set_aside(batch.failed)
    for item in batch.items:
        typer.echo(f"{item.item_id}【{item.type}】{item.stem}")
    typer.echo(f"存为草稿 {len(batch.items)} 道，需人工审核；没有采用 {len(batch.failed)} 道。")
    print_fields(console(), [(each.item.stem[:30], each.reason) for each in batch.failed])
    if not batch.items:
        raise typer.Exit(Exit.NOTHING_FOUND)
