"""What loads with spaCy: nothing that extraction has no use for."""

import subprocess
import sys
from pathlib import Path

ASK = """
import sys
import extract.pipeline
before = "torch" in sys.modules
import torch
print(before, torch.name)
"""


def test_torch_is_not_loaded_with_extraction_and_can_be_afterwards(tmp_path: Path) -> None:
    (tmp_path / "torch").mkdir()
    (tmp_path / "torch" / "__init__.py").write_text("name = 'ours'\n")
    program = f"import sys\nsys.path.insert(0, {str(tmp_path)!r})\n{ASK}"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "ours"]
