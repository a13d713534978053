"""How does a model of the API say in Chinese what it is?"""

from pydantic import ConfigDict

__all__ = ["described"]


def described(text: str) -> ConfigDict:
    """Return the settings of a model that the OpenAPI document describes in these words."""
    return ConfigDict(json_schema_extra={"description": text})
