"""From the packages that were asked for to all that they need, each in one version."""

from . import maven, pom
from .maven import Missing
from .package import Package
from .request import Request

# A package for several platforms is published as an empty one and one for each platform.
PLATFORMS = ("-android", "-jvm")


class Closure:
    """Chooses versions: a root's own, else what it is aligned to, else the newest asked for."""

    def __init__(self, request: Request, held: list[Package] = ()):
        self.request = request
        self.held = {package.slot: package for package in held}

    def resolve(self, roots: list[Package]) -> list[Package]:
        """All packages that the roots need, themselves included, in order."""
        asked = {root.name for root in roots}
        chosen = {root.slot: root for root in roots}
        read = set()
        while waiting := [package for package in chosen.values() if package not in read]:
            maven.fetch(waiting, "pom")
            for package in waiting:
                read.add(package)
                for needed in self._needs(package):
                    present = chosen.get(needed.slot)
                    if present is None and needed.name not in asked:
                        chosen[needed.slot] = needed
                    elif present is not None and needed.name not in asked and needed.is_newer_than(present):
                        chosen[needed.slot] = needed
        needed = self._reachable(roots, chosen)
        _check_platforms(needed)
        return sorted(needed)

    def _needs(self, package: Package) -> list[Package]:
        wanted = []
        for needed in pom.read(package).dependencies:
            if self.request.skips(needed):
                continue
            needed = self.request.aligned(needed)
            if needed.slot in self.held:
                wanted.append(self.held[needed.slot])
            elif needed.version not in ("", "unspecified"):
                wanted.append(needed)
        return wanted

    def _reachable(self, roots: list[Package], chosen: dict) -> set[Package]:
        """What is left when versions that lost, and what only they needed, are gone."""
        seen, waiting = set(), list(roots)
        by_name = {root.name: root for root in roots}
        while waiting:
            package = waiting.pop()
            if package in seen:
                continue
            seen.add(package)
            for needed in self._needs(package):
                waiting.append(chosen.get(needed.slot) or by_name[needed.name])
        return seen


def _check_platforms(packages: set[Package]) -> None:
    versions = {package.name: package.version for package in packages}
    for package in packages:
        for platform in PLATFORMS:
            other = versions.get(package.name + platform)
            if other and other != package.version:
                raise Missing(f"{package.name} is {package.version}, but {package.artifact}{platform} is {other}")
