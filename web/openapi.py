"""How does the OpenAPI document say who may call what?"""

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI

from library.accounts import Permission

__all__ = ["NEEDS", "Application", "security_of"]

NEEDS = "x-needs"
"""Where an operation names the permission that it asks for, in the words of the roles."""
_BEARER = "bearer"
_ABOUT_TOKENS = (
    "个人的接口令牌，在“我的账户”里新建，放在请求头 Authorization: Bearer 后面。"
    "程序有的权限就是本人的权限。允许不登录阅读时，只读的地址可以不带令牌。"
)


def security_of(needs: Permission | None) -> Mapping[str, Any]:
    """Return what an operation says of the permission that it asks for, None for none."""
    if needs is None:
        return {"security": []}
    free: list[dict[str, list[str]]] = [{}] if needs is Permission.READ else []
    return {"security": [{_BEARER: []}, *free], NEEDS: needs.value}


class Application(FastAPI):
    """FastAPI, whose document of the API names the tokens as well."""

    def openapi(self) -> dict[str, Any]:
        """Return the document."""
        document = super().openapi()
        document.setdefault("components", {})["securitySchemes"] = {
            _BEARER: {"type": "http", "scheme": "bearer", "description": _ABOUT_TOKENS}
        }
        return document
