"""A package of Maven: its coordinates, and the order of its versions."""

import re
from dataclasses import dataclass, replace


@dataclass(frozen=True, order=True)
class Package:
    """`group:artifact:version`, and its type where one was asked for (`@aar`)."""

    group: str
    artifact: str
    version: str
    type: str = ""

    @staticmethod
    def parse(text: str) -> "Package":
        """Reads the notation that Gradle uses too."""
        coordinates, _, wanted_type = text.partition("@")
        group, artifact, version = coordinates.split(":")
        return Package(group, artifact, version, wanted_type)

    @property
    def name(self) -> str:
        """What stays the same from version to version."""
        return f"{self.group}:{self.artifact}"

    @property
    def slot(self) -> tuple[str, str, str]:
        """One version is chosen for each slot: an AAR and a jar of one name are two."""
        return self.group, self.artifact, self.type

    def at(self, version: str) -> "Package":
        """The same in another version."""
        return replace(self, version=version)

    def is_newer_than(self, other: "Package") -> bool:
        """Whether this is a later version; a pre-release comes before its release."""
        return _order(self.version) > _order(other.version)

    def __str__(self) -> str:
        return f"{self.name}:{self.version}" + (f"@{self.type}" if self.type else "")


def _order(version: str) -> tuple:
    numbers, rest = re.match(r"([\d.]*)(.*)", version).groups()
    parts = [int(number) for number in numbers.strip(".").split(".") if number]
    return tuple(parts + [0] * (6 - len(parts))), rest == "" or rest == "-jre", rest
