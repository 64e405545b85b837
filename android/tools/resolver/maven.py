"""Maven as a source of poms and files: it fetches, this reads what it left in its repository."""

import os
import subprocess
import tempfile
import xml.etree.ElementTree as xml
from pathlib import Path
from xml.sax.saxutils import escape

from .package import Package

NAMESPACE = "{http://maven.apache.org/POM/4.0.0}"
REPOSITORY = Path(os.environ.get("MAVEN_REPOSITORY", Path.home() / ".m2" / "repository"))
RESOLVE = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:resolve"


class Missing(Exception):
    """Something that no repository has."""


def path_of(package: Package, extension: str) -> Path:
    """Where a file of the package lies once it has been fetched."""
    folder = REPOSITORY.joinpath(*package.group.split("."), package.artifact, package.version)
    return folder / f"{package.artifact}-{package.version}.{extension}"


def fetch(packages: list[Package], extension: str) -> None:
    """Fetches one file of each package, all in one run of Maven, if they aren't there yet."""
    wanted = [package for package in packages if not path_of(package, extension).exists()]
    if not wanted:
        return
    with tempfile.TemporaryDirectory() as folder:
        pom = Path(folder) / "pom.xml"
        pom.write_text(_pom_asking_for(wanted, extension))
        # Its exit code says little: what counts is whether the files are there.
        subprocess.run(["mvn", "-B", "-q", "-ntp", "-f", pom, RESOLVE], capture_output=True, check=False)
    missing = [str(package) for package in wanted if not path_of(package, extension).exists()]
    if missing:
        raise Missing(f"{extension} of {', '.join(missing)}")


def properties_of(pom: Path) -> dict[str, str]:
    """The properties that a pom of our own sets."""
    elements = xml.parse(pom).getroot().findall(f"{NAMESPACE}properties/*")
    return {element.tag.removeprefix(NAMESPACE): (element.text or "").strip() for element in elements}


def _pom_asking_for(packages: list[Package], extension: str) -> str:
    dependencies = "".join(
        f"<dependency><groupId>{escape(package.group)}</groupId><artifactId>{escape(package.artifact)}</artifactId>"
        f"<version>{escape(package.version)}</version><type>{extension}</type><exclusions><exclusion>"
        "<groupId>*</groupId><artifactId>*</artifactId></exclusion></exclusions></dependency>"
        for package in packages
    )
    return (
        '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>'
        "<groupId>resolve</groupId><artifactId>resolve</artifactId><version>1</version><packaging>pom</packaging>"
        f"<dependencies>{dependencies}</dependencies></project>"
    )
