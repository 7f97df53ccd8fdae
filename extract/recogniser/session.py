"""How networks are run: onnxruntime on one thread."""

from __future__ import annotations

from typing import Any


def session(model: str | bytes) -> Any:
    """A session for a model file, or for its bytes. Raises ModuleNotFoundError where onnxruntime is missing."""
    # Imported here: onnxruntime takes a quarter of a second, which commands that extract nothing need not pay.
    import onnxruntime

    options = onnxruntime.SessionOptions()
    # A second thread only spins on so small a model; parallelism is a process per core.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
