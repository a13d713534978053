"""Which offices does the line 「…牵头，…配合；…负责」 make responsible that ends an item?"""

import re

from library.duties.parties import names_in

__all__ = ["responsible_line"]

_LINE = re.compile(r"(?P<lead>[^。；;，,]*)牵头(?:[，,；;][^。]*)?负责[。\s]*$")
_ALSO = re.compile(r"[；;](?P<also>[^；;。，,]{2,30}?)负责[。\s]*$")


def responsible_line(text: str) -> tuple[int, tuple[str, ...]]:
    """Return where the line begins and whom it names: who leads, and who is said last to answer.

    Those who only help are left out. Without such a line the end of the text, and nobody.
    """
    match = _LINE.search(text)
    if match is None:
        return len(text), ()
    lead = names_in(match["lead"])
    also = _ALSO.search(match[0])
    more = names_in(also["also"]) if also else ()
    begin = match.start() + (_last_name(match["lead"]) if lead else 0)
    return begin, tuple(dict.fromkeys((*lead, *more)))


def _last_name(words: str) -> int:
    """Return where in `words` the name begins that ends them; the source may lack a 「。」."""
    names = names_in(words)
    return max(at for at in range(len(words)) if names_in(words[at:]) == names)
