"""Old and foreign office files (doc, wps, rtf, et) through LibreOffice, where it is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from extract.read.limits import Limits, Unreadable

# What LibreOffice is to make of each kind, by the suffix under which it is to read it.
TARGETS = {"doc": "docx", "rtf": "docx", "sheet-xml": "xlsx"}
_SUFFIXES = {"sheet-xml": "xml"}
_COMMANDS = ("soffice", "libreoffice")


def convert(data: bytes, kind: str, limits: Limits) -> bytes:
    """The file of this kind as the one of `TARGETS[kind]`; LibreOffice gets a profile of its own and `limits.seconds`.

    Raises Unreadable where there is no LibreOffice, or it does not bring the file about.
    """
    command = next((found for name in _COMMANDS if (found := shutil.which(name))), None)
    target = TARGETS[kind]
    if command is None:
        raise Unreadable(
            f"it is in an old format ({kind}), which needs LibreOffice (soffice), and that is not installed; "
            f"install it, or save the file as {target}"
        )
    with tempfile.TemporaryDirectory(prefix="zhengmai-") as folder:
        source = Path(folder) / f"document.{_SUFFIXES.get(kind, kind)}"
        source.write_bytes(data)
        _run([command, *_options(Path(folder), target), str(source)], limits)
        result = Path(folder) / "out" / f"document.{target}"
        if not result.is_file():
            raise Unreadable("LibreOffice cannot read it")
        if result.stat().st_size > limits.file_bytes:
            raise Unreadable(f"it is larger than {limits.file_bytes:,} bytes once LibreOffice has converted it")
        return result.read_bytes()


def _options(folder: Path, target: str) -> list[str]:
    profile = (folder / "profile").as_uri()
    return [
        f"-env:UserInstallation={profile}", "--headless", "--invisible", "--norestore", "--nolockcheck",
        "--convert-to", target, "--outdir", str(folder / "out"),
    ]  # fmt: skip


def _run(command: list[str], limits: Limits) -> None:
    """Runs it, with all that it starts, for as long as the limits allow."""
    null = subprocess.DEVNULL
    process = subprocess.Popen(command, stdin=null, stdout=null, stderr=null, start_new_session=True)
    try:
        process.wait(limits.seconds)
    except subprocess.TimeoutExpired as error:
        raise Unreadable(f"LibreOffice took longer than {limits.seconds:g} seconds over it") from error
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends what is left of it: soffice is a script that starts the program proper."""
    if process.poll() is None:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.wait()
