"""The folder of a graph: where its parts are, its format, and which generation is current."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import ZhengmaiError
from kg.store.files import PARTIAL, write_whole
from ontology.namespaces import DEFAULT_BASE

FORMAT = 1
# The generation before the current one stays for those who are about to open it.
KEPT = 2
_GONE = ".gone-"


@dataclass(frozen=True, slots=True)
class GraphFolder:
    """A folder that holds a graph, or will."""

    path: Path

    @property
    def cache(self) -> Path:
        """Results of extraction, by hash of what they depend on."""
        return self.path / "cache"

    @property
    def texts(self) -> Path:
        """Text layers, by hash of the text."""
        return self.path / "texts"

    def read_text(self, name: str) -> str:
        """The text layer with this hash; raises OSError where it is missing."""
        return (self.texts / f"{name}.txt").read_bytes().decode()

    @property
    def shares(self) -> Path:
        """What each document adds to the shared graphs; see `kg.store.shares`."""
        return self.path / "shares.sqlite"

    def record(self, key: str) -> Path:
        """A record, by the hash of what it depends on."""
        return self.path / "records" / key[:2] / f"{key}.json"

    def generation(self, name: str) -> Path:
        """The folder of a generation."""
        return self.path / "generations" / name

    def current(self) -> str | None:
        """The name of the generation that readers open; None where nothing has been built yet.

        Raises ZhengmaiError for a folder of another format, and for one whose files are damaged.
        """
        if not (self.path / "manifest.json").exists():
            return None
        self.manifest()
        path = self.path / "CURRENT"
        try:
            name = path.read_text("utf-8").strip()
        except FileNotFoundError:
            name = ""
            # Of a first build that was killed there is one generation at most, which nobody has seen.
            if len(self._names()) <= 1:
                return None
        except (OSError, UnicodeDecodeError) as error:
            raise ZhengmaiError(f"{path} cannot be read: {error}") from error
        if not name.isdigit():
            there = ", ".join(self._names()) or "none"
            raise ZhengmaiError(f"{path} is damaged or missing: write the name of a generation into it ({there})")
        return name

    def manifest(self) -> dict[str, Any]:
        """Format version and base; raises ZhengmaiError if this version of zhengmai cannot use the folder."""
        path = self.path / "manifest.json"
        try:
            manifest = json.loads(path.read_text("utf-8"))
            version, base = manifest["format"], manifest["base"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ZhengmaiError(f"{path} is no manifest of a graph: {error}") from error
        if version != FORMAT or not isinstance(base, str):
            raise ZhengmaiError(
                f"{self.path} has graph format {version!r}, and this zhengmai reads format {FORMAT} only: "
                "build it anew into another folder, or use the zhengmai that wrote it"
            )
        return {"format": version, "base": base}

    def prepare(self, base: str = DEFAULT_BASE) -> None:
        """Make the folder a graph's, if it is not one yet.

        Raises ZhengmaiError if it has files that are not a graph's, is of another format, or has another base.
        """
        if (self.path / "manifest.json").exists():
            if (found := self.manifest()["base"]) != base:
                raise ZhengmaiError(f"{self.path} was built with the base {found}, not {base}")
            return
        if self.path.exists() and (not self.path.is_dir() or any(p.name != "LOCK" for p in self.path.iterdir())):
            raise ZhengmaiError(f"{self.path} is not empty and holds no graph: choose another folder")
        write_whole(self.path / "manifest.json", json.dumps({"format": FORMAT, "base": base}) + "\n")

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Be the only build that writes here; raises ZhengmaiError if another one does. A kill frees the lock.

        The file says which process holds it, for people; what counts is the lock on it.
        """
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            file = (self.path / "LOCK").open("a+")
        except OSError as error:
            raise ZhengmaiError(f"{self.path} cannot be written: {error.strerror}") from error
        with file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                file.seek(0)
                holder = f" (process {pid})" if (pid := file.read().strip()) else ""
                raise ZhengmaiError(f"another build{holder} is writing {self.path}: wait for it to end") from error
            file.truncate(0)
            file.write(f"{os.getpid()}\n")
            file.flush()
            yield

    def next_generation(self) -> str:
        """A name that no generation has; what is left of builds that were killed is cleared away first."""
        current = self.current()
        for name in self._names():
            if current is None or name > current:
                shutil.rmtree(self.generation(name))
        return f"{int(current or 0) + 1:08d}"

    def switch(self, name: str) -> None:
        """Make generation `name`, which is complete on the disk, the one that readers open."""
        write_whole(self.path / "CURRENT", name + "\n")

    def clean(self) -> None:
        """Clear away old generations that nobody reads, texts that no generation refers to, and partial files."""
        for name in self._names()[:-KEPT]:
            with in_use(self.generation(name), exclusive=True) as free:
                if free:
                    # Renamed first: a kill while files are being removed must not leave half a generation.
                    self.generation(name).rename(self.generation(_GONE + name))
        for rest in self.path.glob(f"generations/{_GONE}*"):
            shutil.rmtree(rest)
        infos = [self.build_info(name) for name in self._names()]
        texts = {f"{text}.txt" for info in infos for text in info["texts"].values()}
        records = {f"{source['key']}.json" for info in infos for source in info.get("documents", {}).values()}
        self._clear([self.texts], ".txt", texts)
        self._clear(self.path.glob("records/*"), ".json", records)
        self._clear([self.path, *self.path.glob("cache/*"), *self.path.glob("cache/*/*/*")])

    def _clear(self, folders: Iterable[Path], suffix: str = "", wanted: Container[str] | None = None) -> None:
        """Remove partial files, and where `wanted` is given all others with the suffix.

        Goes by names alone: there may be millions of them, and paths take ten times as long.
        """
        for folder in folders:
            for entry in os.scandir(folder) if folder.is_dir() else ():
                unwanted = wanted is not None and entry.name.endswith(suffix) and entry.name not in wanted
                if unwanted or entry.name.startswith(PARTIAL):
                    Path(entry).unlink()

    def build_info(self, name: str) -> dict[str, Any]:
        """What generation `name` was built from; raises ZhengmaiError where that is missing or damaged."""
        path = self.generation(name) / "build.json"
        try:
            info = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise ZhengmaiError(f"{path} is damaged or missing: {error}") from error
        if not isinstance(info, dict) or not isinstance(info.get("texts"), dict):
            raise ZhengmaiError(f"{path} is damaged: no JSON object with the texts of a generation")
        return info

    def _names(self) -> list[str]:
        folder = self.path / "generations"
        return sorted(p.name for p in folder.iterdir() if p.name.isdigit()) if folder.exists() else []


@contextmanager
def in_use(generation: Path, *, exclusive: bool) -> Iterator[bool]:
    """Mark a generation as being read, or (exclusive) see whether anybody reads it; yields whether that was granted.

    Raises FileNotFoundError if it is gone.
    """
    with (generation / "build.json").open() as file:
        try:
            fcntl.flock(file, (fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except OSError:
            yield False
        else:
            yield True
