"""Where does a link lead on the pages, and how are counts of links told in a line?"""

from collections.abc import Mapping
from urllib.parse import quote, urlencode

from library.links import Link, LinkKind
from web.templating import case_url, clause_url, document_url

__all__ = ["counts_told", "impact_url", "leads_to_experts", "links_url", "target_url"]


def links_url(document_id: str, address: str = "") -> str:
    """Return the page of the links of a document, or of one of its clauses."""
    asked = f"?{urlencode({'clause': address}, quote_via=quote)}" if address else ""
    return f"/documents/{quote(document_id, safe='')}/links{asked}"


def impact_url(document_id: str, suffix: str = "") -> str:
    """Return the page of what to review as a document has ended, or that list as a file."""
    return f"/documents/{quote(document_id, safe='')}/impact{suffix}"


def target_url(document_id: str, link: Link) -> str | None:
    """Return where the other end of a link of a document is shown, None where it is not held."""
    if link.page:
        return link.page if link.page.startswith("/") and link.page[1:2] != "/" else None
    if found := _of_kind(document_id, link):
        return found
    if link.target and link.target != link.document_id:
        return clause_url(link.target)
    return document_url(link.document_id) if link.document_id else None


def _of_kind(document_id: str, link: Link) -> str:
    """Return where a thing of a kind with pages of its own is shown, '' for all else."""
    if link.kind is LinkKind.CASE:
        return case_url(link.target)
    if leads_to_experts(link):
        return f"/experts?{urlencode({'q': link.title})}"
    if link.kind is LinkKind.DUTY:
        return document_url(document_id, address=link.here)
    if link.kind is LinkKind.THRESHOLD:
        return f"/thresholds?{urlencode({'works': link.target})}" if link.target else "/thresholds"
    return ""


def leads_to_experts(link: Link) -> bool:
    """Tell whether the other end is a specialty, whose experts only the signed in may see."""
    return link.kind is LinkKind.SPECIALTY


def counts_told(counts: Mapping[LinkKind, int]) -> str:
    """Return the counts in one line: 被引用 2、案例 3."""
    return "、".join(f"{kind.label} {count}" for kind, count in counts.items())
