"""`zhiku exchange`: what waits of the interpretations and questions?"""

from collections import Counter
from contextlib import closing

import typer

from commands.context import AsJson, Home, print_json, reporting, settings_for
from library.exchange import Exchange, State, uncollected

__all__ = ["exchange"]


def exchange(home: Home = None, as_json: AsJson = False) -> None:
    """解读、提问与纠错各有多少、多少待办，并删去到期的联系方式。"""
    with reporting():
        settings = settings_for(home)
        with closing(Exchange(settings.exchange)) as kept:
            forgotten = kept.enquiries.forget_contacts()
            states = Counter(one.state for one in kept.interpretations.all())
            notes = {state.value: states[state] for state in State}
            asked = {state.value: count for state, count in kept.enquiries.counts().items()}
            behind = uncollected(settings, kept)
    if as_json:
        print_json(
            {
                "interpretations": notes,
                "enquiries": asked,
                "forgotten": forgotten,
                "behind": behind,
            }
        )
        return
    for label, told in (("解读", notes), ("提问与纠错", asked)):
        typer.echo(f"{label}：{'，'.join(f'{state} {count}' for state, count in told.items())}")
    if forgotten:
        typer.echo(f"删去到期的联系方式 {forgotten} 条。")
    if behind:
        typer.echo("发布或撤回的内容尚未反映在检索里，请运行 zhiku reindex。")
