"""How does a model of the API say in Chinese what it is, and a number what it may be?"""

from typing import Any

from pydantic import ConfigDict

__all__ = ["described", "number"]


def described(text: str) -> ConfigDict:
    """Return the settings of a model that the OpenAPI document describes in these words."""
    return ConfigDict(json_schema_extra={"description": text})


def number(least: int, default: int, most: int | None = None) -> dict[str, Any]:
    """Return how a parameter that comes as text is described as a whole number."""
    told = {"type": "integer", "minimum": least, "default": default}
    return told | ({"maximum": most} if most else {})
