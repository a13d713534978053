"""Which roles are meant by their names?"""

from collections.abc import Iterable

from library.accounts import Role
from library.errors import AccountRejected

__all__ = ["read_roles"]


def read_roles(names: Iterable[str]) -> list[Role]:
    """Return the roles; raise AccountRejected for one that there is not."""
    known = {role.value: role for role in Role}
    try:
        return [known[name] for name in names]
    except KeyError as error:
        raise AccountRejected(f"没有这个角色，可用的有：{'、'.join(known)}。") from error
