"""Can the contact data of a home still be opened, and does nobody else read their key?"""

import os

from library.errors import ExpertsBroken
from library.experts.pool import Experts
from search import Check, Settings

__all__ = ["examine_experts"]

_NAME = "专家密钥"


def examine_experts(settings: Settings) -> list[Check]:
    """Return one check of the key, none where there are no experts."""
    if not settings.experts.is_file():
        return []
    try:
        with Experts(settings.experts, settings.experts_key) as pool:
            count, used, problem = pool.count(), pool.vault.fingerprint(), pool.vault.missing()
    except ExpertsBroken as error:
        return [Check("专家库", Check.BROKEN, str(error))]
    if problem:
        return [Check(_NAME, Check.BROKEN, problem)]
    path = settings.experts_key
    if not used:
        return [Check(_NAME, Check.WELL, f"{count} 位专家，还没有登记过联系方式，没有用到密钥")]
    if os.name == "posix" and path.stat().st_mode & 0o077:
        said = f"{path} 别人也能读，请改权限：chmod 600 {path}"
        return [Check(_NAME, Check.WARNING, said)]
    told = f"{count} 位专家的联系方式可以解开；密钥在 {path}，不进备份，请另存一份"
    return [Check(_NAME, Check.WELL, told)]
