"""Processes that ask a graph on behalf of another process, so that no question outlives its deadline.

The store's engine runs in native code and cannot be interrupted; a process can be ended. `python -m kg.worker`
opens a graph, reads questions from its standard input and writes answers to its standard output; the kernel
ends it when a question overruns its time or its memory. `kg.serve.pool` keeps several of them.
"""
