"""The line to a server of Spark Connect, Apache Spark or Sail: who answers, when, and with what.

Imported only where INSPECTION_ENGINE asks for it: its packages are no part of the runtime.
"""

import re
import socket
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer

import grpc
from pyspark.errors import PySparkException, PySparkValueError
from pyspark.sql.connect.client import DefaultChannelBuilder
from pyspark.sql.connect.client.retries import DefaultPolicy
from pyspark.sql.connect.session import SparkSession

from inspection.errors import EnvironmentProblem
from inspection.settings import settings

# Seconds until an engine must take a connection.
KNOCK_SECONDS = 5.0
# An engine that was there is asked again for half a minute, in milliseconds.
PATIENCE = DefaultPolicy(
    max_retries=6, backoff_multiplier=2.0, initial_backoff=500, max_backoff=10_000
)
# The first version that divides, compares and fails as the selects expect.
FIRST_VERSION = 4
# Days and times mean the same on both sides.
ZONE = "spark.sql.session.timeZone", "UTC"
# An error of the server begins with its class; what follows is a plan or a trace.
TOLD = 200
UNCHANGED = "在用快照不变；确认集群恢复后重试，或设 INSPECTION_ENGINE=duckdb: 在本机构建"

# That an engine is lost is told by the error itself.
warnings.filterwarnings("ignore", message=r"\[RETRIES_EXCEEDED\]")


class Line:
    """A session of its own on one server. Raises EnvironmentProblem where nobody answers."""

    def __init__(self, url: str) -> None:
        try:
            self._channel = _Channel(url)
        except (PySparkValueError, ValueError) as error:
            raise EnvironmentProblem(
                f"INSPECTION_ENGINE 的写法不对（{_first(error)}）",
                remedy="写成 sc://主机:端口，需要时加 /;use_ssl=true;token=口令",
            ) from error
        self.address = f"sc://{self._channel.endpoint}"
        self._is_late = False
        self._knock()
        self.session = SparkSession.builder.channelBuilder(self._channel).create()
        self.session.client.set_retry_policies([PATIENCE])
        self._check_version()

    def close(self) -> None:
        """End the session; a server that is gone has none."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self.session.stop()

    @contextmanager
    def asking(self, name: str) -> Iterator[None]:
        """What the server refuses, or does not finish in time, as EnvironmentProblem."""
        seconds = settings().engine_seconds
        timer = Timer(seconds, self._give_up)
        timer.start()
        try:
            yield
        except (PySparkException, grpc.RpcError, ValueError) as error:
            if self._is_late:
                raise self._late(name, seconds) from error
            if isinstance(error, ValueError) and not isinstance(error, PySparkException):
                raise
            raise self._failed(name, error) from error
        finally:
            timer.cancel()

    def _give_up(self) -> None:
        """A call that waits on the channel ends with it."""
        self._is_late = True
        self._channel.opened.close()

    def _knock(self) -> None:
        host, _, port = self._channel.endpoint.rpartition(":")
        try:
            socket.create_connection((host.strip("[]"), int(port)), KNOCK_SECONDS).close()
        except OSError as error:
            raise self._away(error) from error

    def _check_version(self) -> None:
        with self.asking(""):
            version = self.session.version
        found = re.match(r"\d+", version)
        if found is None or int(found[0]) < FIRST_VERSION:
            raise EnvironmentProblem(
                f"构建引擎 {self.address} 的版本是 {version}，本程序不支持",
                remedy=f"需要 Spark Connect 协议 {FIRST_VERSION}.0 以上（Apache Spark 4 或 Sail）。"
                f"{UNCHANGED}",
            )
        with self.asking(""):
            self.session.conf.set(*ZONE)

    def _away(self, error: Exception) -> EnvironmentProblem:
        return EnvironmentProblem(
            f"构建引擎 {self.address} 没有应答（{_first(error)}）", remedy=UNCHANGED
        )

    def _late(self, name: str, seconds: float) -> EnvironmentProblem:
        what = f"没有算完 {name}" if name else "没有应答"
        return EnvironmentProblem(
            f"构建引擎 {self.address} 在 {seconds:g} 秒内{what}，已停止等待",
            remedy=f"{UNCHANGED}；数据量大时提高 INSPECTION_ENGINE_SECONDS",
        )

    def _failed(self, name: str, error: Exception) -> EnvironmentProblem:
        if not name:
            return self._away(error)
        if _is_lost(error):
            return EnvironmentProblem(
                f"与构建引擎 {self.address} 的连接在计算 {name} 时中断（{_first(error)}）",
                remedy=UNCHANGED,
            )
        return EnvironmentProblem(
            f"构建引擎 {self.address} 不能算出 {name}（{_first(error)}）",
            remedy=f"查看引擎的日志；它须能读写数据所在的文件夹。{UNCHANGED}",
        )


class _Channel(DefaultChannelBuilder):
    """As the client makes it; kept, so that a call can be ended."""

    opened: grpc.Channel

    def toChannel(self) -> grpc.Channel:
        self.opened = super().toChannel()
        return self.opened


def _is_lost(error: Exception) -> bool:
    """Whether nobody answers any more, or somebody who knows nothing of this session."""
    if isinstance(error, grpc.RpcError):
        return True
    told = str(error)
    return "UNAVAILABLE" in told or "SESSION" in told or "TABLE_OR_VIEW_NOT_FOUND" in told


def _first(error: Exception) -> str:
    """What an error says, without plans and traces; codes alone where the network says it."""
    if isinstance(error, grpc.RpcError) and hasattr(error, "code"):
        return f"{error.code().name}：{error.details()}"[:TOLD]
    lines = [line for line in str(error).splitlines() if line.strip()]
    return lines[0].strip()[:TOLD] if lines else type(error).__name__
