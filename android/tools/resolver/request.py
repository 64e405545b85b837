"""What was asked for: dependencies.toml with its versions filled in."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from .package import Package


@dataclass(frozen=True)
class Request:
    """The roots, what is left out, and what is held to one version."""

    main: list[Package]
    provided: list[Package]
    test: list[Package]
    skip: frozenset[str]
    align: dict[str, str]

    @staticmethod
    def read(path: Path, properties: dict[str, str]) -> "Request":
        """Reads the file; `${name}` in it is a property of the parent pom."""
        text = re.sub(r"\$\{([^}]+)}", lambda found: properties[found.group(1)], path.read_text())
        table = tomllib.loads(text)
        return Request(
            main=[Package.parse(root) for root in table["main"]],
            provided=[Package.parse(root) for root in table["provided"]],
            test=[Package.parse(root) for root in table["test"]],
            skip=frozenset(table["skip"]),
            align=table["align"],
        )

    def skips(self, package: Package) -> bool:
        """Whether this is left out, in this version or any."""
        return bool(self.skip & {package.name, f"{package.name}:{package.version}"})

    def aligned(self, package: Package) -> Package:
        """The package in the version that its artifact or its group is held to."""
        version = self.align.get(package.name) or self.align.get(package.group)
        return package.at(version) if version else package
