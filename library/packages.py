"""Of which packages is the product made, in which versions, and under which licences?"""

import platform
import re
from dataclasses import dataclass
from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution

__all__ = ["Package", "Product", "product"]

_NAME = re.compile(r"[A-Za-z0-9._-]+")
_EXTRA = re.compile(r"extra\s*==\s*['\"]([^'\"]+)['\"]")
_LONGEST = 80  # characters; some packages state the whole text of their licence
_UNSTATED = "未注明"


@dataclass(frozen=True, slots=True)
class Package:
    """A package that the product asks for; `version` is '' where it is not installed.

    `extra` names the option that wants it, '' for what is always wanted.
    """

    name: str
    version: str
    licence: str
    extra: str = ""


@dataclass(frozen=True, slots=True)
class Product:
    """The product itself, the Python that runs it, and its direct dependencies by name."""

    version: str
    licence: str
    python: str
    packages: tuple[Package, ...]


@cache
def product() -> Product:
    """Return what is installed, as the metadata of the packages state it; nothing changes it."""
    try:
        ours = distribution("zhiku")
    except PackageNotFoundError:  # run from a folder without having been installed
        return Product("", _UNSTATED, platform.python_version(), ())
    wanted = sorted({_wanted(stated) for stated in ours.requires or ()}, key=_by_name)
    packages = tuple(_package(name, extra) for name, extra in wanted)
    return Product(ours.version, _licence(ours), platform.python_version(), packages)


def _wanted(stated: str) -> tuple[str, str]:
    """Return name and extra of a requirement such as `lightgbm==4.6.0; extra == "train"`."""
    name, extra = _NAME.match(stated), _EXTRA.search(stated)
    return (name[0] if name else stated), (extra[1] if extra else "")


def _by_name(wanted: tuple[str, str]) -> tuple[str, str]:
    name, extra = wanted
    return extra, name.lower()


def _package(name: str, extra: str) -> Package:
    try:
        found = distribution(name)
    except PackageNotFoundError:
        return Package(name, "", "", extra)
    return Package(name, found.version, _licence(found), extra)


def _licence(found: Distribution) -> str:
    """Return the licence as stated: an expression, a short name, or the classifiers."""
    stated = found.metadata
    if "License-Expression" in stated:
        return stated["License-Expression"]
    name = " ".join(stated["License"].split()) if "License" in stated else ""
    if name and len(name) <= _LONGEST and name != "UNKNOWN":
        return name
    classified = (str(one) for one in stated.get_all("Classifier") or ())
    kinds = [one.rpartition(" :: ")[2] for one in classified if one.startswith("License ::")]
    return "、".join(kinds) or _UNSTATED
