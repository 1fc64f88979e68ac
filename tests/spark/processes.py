"""A cluster of Apache Spark on this machine: a master, two workers, a server, each a process."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

DEPLOY = "org.apache.spark.deploy"
SERVER = "org.apache.spark.sql.connect.service.SparkConnectServer"
# Seconds until each process must listen.
PATIENCE = 300
MEMORY = "2g"
# Small tables: a part per core. The port is set per cluster.
SETTINGS = {
    "spark.executor.memory": "1500m",
    "spark.executor.cores": "1",
    "spark.sql.shuffle.partitions": "2",
    "spark.default.parallelism": "2",
    "spark.ui.enabled": "false",
    "spark.connect.grpc.binding.address": "127.0.0.1",
}


class Cluster:
    """Processes, each the head of a group: a worker's executors are in its own."""

    def __init__(self, home: Path, logs: Path) -> None:
        self._home, self._logs = home, logs
        self._master, self._port = free_port(), free_port()
        self._groups: list[subprocess.Popen[bytes]] = []
        self.workers: list[subprocess.Popen[bytes]] = []
        self.url = f"sc://127.0.0.1:{self._port}"

    def start(self) -> None:
        """Every process, each when the one before listens."""
        address = f"spark://127.0.0.1:{self._master}"
        self._run("spark-class", f"{DEPLOY}.master.Master", "--port", str(self._master))
        wait_for(self._master)
        for _ in range(2):
            own = "--cores", "1", "--memory", MEMORY
            self.workers.append(self._run("spark-class", f"{DEPLOY}.worker.Worker", *own, address))
        bound = {**SETTINGS, "spark.connect.grpc.binding.port": self._port}
        given = [part for one in bound.items() for part in ("--conf", "=".join(map(str, one)))]
        self._run("spark-submit", "--class", SERVER, "--master", address, *given, "spark-internal")
        wait_for(self._port)

    def lose_worker(self) -> None:
        """One worker and what it computes with, at once."""
        os.killpg(self.workers.pop().pid, signal.SIGKILL)

    def stop(self) -> None:
        """Every process that is left."""
        for process in reversed(self._groups):
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
            finally:
                process.wait()

    def _run(self, script: str, subject: str, *given: str) -> subprocess.Popen[bytes]:
        number = len(self._groups)
        own = self._logs / f"work-{number}"
        environment = os.environ | {
            "SPARK_HOME": str(self._home),
            "SPARK_LOCAL_IP": "127.0.0.1",
            "SPARK_WORKER_DIR": str(own),
            "SPARK_MASTER_OPTS": "-Dspark.master.rest.enabled=false",
        }
        host = ["--host", "127.0.0.1", "--webui-port", "0"] if script == "spark-class" else []
        command = [str(self._home / "bin" / script), subject, *host, *given]
        with (self._logs / f"{number}.log").open("wb") as log:
            process = subprocess.Popen(
                command, env=environment, stdout=log, stderr=log, start_new_session=True
            )
        self._groups.append(process)
        return process


@contextmanager
def clustered(home: Path, logs: Path) -> Iterator[Cluster]:
    """A running cluster of the Spark in `home`, gone when the block ends."""
    cluster = Cluster(home, logs)
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.stop()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def wait_for(port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(f"nobody listens at {port} after {PATIENCE} s")
