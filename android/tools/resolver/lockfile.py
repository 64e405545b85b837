"""Writes down what was found: a list for people and checks, and a pom for Maven."""

import hashlib
from dataclasses import dataclass

from . import maven, pom
from .package import Package

# How a pom's packaging is called as a file.
FILE_TYPES = {"bundle": "jar", "maven-plugin": "jar"}


@dataclass(frozen=True, order=True)
class Locked:
    """A file that is part of the build."""

    group: str
    artifact: str
    version: str
    type: str
    scope: str
    sha256: str


def lock(main: list[Package], whole: list[Package], provided: list[Package]) -> list[Locked]:
    """Fetches every file and notes its SHA-256. What only points at others is no file."""
    scopes = dict.fromkeys(whole, "test") | dict.fromkeys(main, "compile") | dict.fromkeys(provided, "provided")
    maven.fetch(provided, "pom")
    files = [(package, package.type or _type(package), scope) for package, scope in scopes.items()]
    files = [(package, kind, scope) for package, kind, scope in files if kind != "pom"]
    for wanted in sorted({kind for _, kind, _ in files}):
        maven.fetch([package for package, kind, _ in files if kind == wanted], wanted)
    return sorted(
        Locked(
            package.group,
            package.artifact,
            package.version,
            kind,
            scope,
            hashlib.sha256(maven.path_of(package, kind).read_bytes()).hexdigest(),
        )
        for package, kind, scope in files
    )


def _type(package: Package) -> str:
    packaging = pom.read(package).packaging
    return FILE_TYPES.get(packaging, packaging)


def as_text(locked: list[Locked]) -> str:
    """One line for each file: scope, coordinates, SHA-256."""
    lines = [
        f"{entry.scope:8} {entry.group}:{entry.artifact}:{entry.version}@{entry.type} sha256:{entry.sha256}"
        for entry in locked
    ]
    head = "# Written by android/tools/resolve from dependencies.toml; builds hold each file against it."
    return "\n".join([head, *lines, ""])


def as_pom(locked: list[Locked]) -> str:
    """A parent for the app's pom, from which it inherits exactly these."""
    dependencies = "".join(_dependency(entry) for entry in locked)
    return f"""\
<?xml version="1.0" encoding="UTF-8"?>
<!-- Written by android/tools/resolve from dependencies.toml: change that one. -->
<project xmlns="http://maven.apache.org/POM/4.0.0"
         xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
         xsi:schemaLocation="http://maven.apache.org/POM/4.0.0 http://maven.apache.org/xsd/maven-4.0.0.xsd">
  <modelVersion>4.0.0</modelVersion>
  <parent>
    <groupId>vn.langnghe</groupId>
    <artifactId>android</artifactId>
    <version>0.1.0</version>
    <relativePath>../../pom.xml</relativePath>
  </parent>
  <artifactId>app-lock</artifactId>
  <packaging>pom</packaging>

  <dependencies>
{dependencies}  </dependencies>
</project>
"""


def _dependency(entry: Locked) -> str:
    kind = "" if entry.type == "jar" else f"\n      <type>{entry.type}</type>"
    scope = "" if entry.scope == "compile" else f"\n      <scope>{entry.scope}</scope>"
    return f"""\
    <dependency>
      <groupId>{entry.group}</groupId>
      <artifactId>{entry.artifact}</artifactId>
      <version>{entry.version}</version>{kind}{scope}
      <exclusions>
        <exclusion>
          <groupId>*</groupId>
          <artifactId>*</artifactId>
        </exclusion>
      </exclusions>
    </dependency>
"""
