"""What a server allows: where it listens, and how much one question may take."""

from __future__ import annotations

from dataclasses import dataclass

from kg.errors import ZhengmaiError

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True, slots=True)
class ServeSettings:
    """`timeout` in seconds a question, waiting for a worker included; `max_rows` and `max_bytes` an answer;
    `max_query` bytes of a request; `memory` megabytes a worker; `queue` questions that may wait. `names` are host names
    under which the server is reached besides its own (of a proxy, of the machine); `cors` lets pages of other
    sites read answers; `corrections` lets our own page mark evidence as wrong. Raises ZhengmaiError where a number is
    out of range, or pages of other sites could write.
    """

    host: str = "127.0.0.1"
    port: int = 7878
    timeout: float = 30.0
    max_rows: int = 100_000
    max_bytes: int = 64 << 20
    max_query: int = 256 << 10
    workers: int = 4
    memory: int = 2048
    queue: int = 64
    names: tuple[str, ...] = ()
    cors: bool = False
    corrections: bool = False

    def __post_init__(self) -> None:
        if self.corrections and self.cors:
            raise ZhengmaiError("--corrections and --cors exclude each other: pages of other sites must not write")
        if not 0 <= self.port <= 65535:
            raise ZhengmaiError(f"--port {self.port}: ports are 0 to 65535")
        for name in ("timeout", "max_rows", "max_bytes", "max_query", "workers"):
            if getattr(self, name) <= 0:
                raise ZhengmaiError(f"{name.replace('_', '-')} {getattr(self, name)}: it must be more than 0")

    @property
    def hosts(self) -> frozenset[str]:
        """Names that a request's Host may have, in small letters and without the port; empty: any.

        A page of another site that makes its name point to this machine (DNS rebinding) has another Host.
        A server that listens on all addresses is reached under names that nobody here knows: it checks none
        unless `names` says which.
        """
        named = frozenset(name.lower() for name in self.names)
        if self.host in LOOPBACK:
            return LOOPBACK | named
        return named | {self.host} | LOOPBACK if named or self.host not in ("0.0.0.0", "::") else frozenset()
