"""A published pom, as far as it says what a package needs when it runs."""

import re
import xml.etree.ElementTree as xml
from dataclasses import dataclass
from functools import cache

from . import maven
from .maven import NAMESPACE
from .package import Package

# What is needed only to build or test the package itself.
NOT_AT_RUN_TIME = {"test", "provided", "system"}


@dataclass(frozen=True)
class Pom:
    """Its packaging, and its dependencies with versions where they are known."""

    packaging: str
    dependencies: tuple[Package, ...]
    properties: dict[str, str]
    managed: dict[str, str]


@cache
def read(package: Package) -> Pom:
    """Reads the pom of a package together with those it inherits from."""
    maven.fetch([package], "pom")
    root = xml.parse(maven.path_of(package, "pom")).getroot()
    properties, managed = {}, {}
    if (parent := root.find(f"{NAMESPACE}parent")) is not None:
        inherited = read(Package(*(_text(parent, name) for name in ("groupId", "artifactId", "version"))))
        properties |= inherited.properties
        managed |= inherited.managed
    for element in root.findall(f"{NAMESPACE}properties/*"):
        properties[element.tag.removeprefix(NAMESPACE)] = (element.text or "").strip()
    properties |= {"project.groupId": package.group, "project.version": package.version, "version": package.version}

    def text(element: xml.Element, name: str) -> str:
        return re.sub(r"\$\{([^}]+)}", lambda found: properties.get(found.group(1), found.group(0)),
                      _text(element, name))

    for element in root.findall(f"{NAMESPACE}dependencyManagement/{NAMESPACE}dependencies/{NAMESPACE}dependency"):
        managed[f"{text(element, 'groupId')}:{text(element, 'artifactId')}"] = text(element, "version")

    dependencies = []
    for element in root.findall(f"{NAMESPACE}dependencies/{NAMESPACE}dependency"):
        if text(element, "scope") in NOT_AT_RUN_TIME or text(element, "optional") == "true":
            continue
        group, artifact = text(element, "groupId"), text(element, "artifactId")
        version = text(element, "version") or managed.get(f"{group}:{artifact}", "")
        dependencies.append(Package(group, artifact, _lowest(version)))
    packaging = _text(root, "packaging") or "jar"
    return Pom(packaging, tuple(dependencies), properties, managed)


def _lowest(version: str) -> str:
    """`[1.2]` and `[1.2,2.0)` both ask for 1.2 at least."""
    return re.sub(r"[\[\]()]", "", version).split(",")[0]


def _text(element: xml.Element, name: str) -> str:
    return (element.findtext(f"{NAMESPACE}{name}") or "").strip()
