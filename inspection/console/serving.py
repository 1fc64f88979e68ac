"""The command that serves: who may read, at which address, and a snapshot to show."""

import errno
import socket

from inspection.console import output
from inspection.console.inviting import own_address
from inspection.errors import BadInput, EnvironmentProblem
from inspection.text import text

LOOPBACK = ("127.0.0.1", "localhost", "::1")
# All interfaces of this machine.
EVERYWHERE = "0.0.0.0"
LAST_PORT = 65535


def serve(
    port: int,
    host: str | None,
    lan: bool,
    sign_in: bool,
    plain_http: bool,
    demo_scale: float,
    as_json: bool,
) -> None:
    """Serve this machine, visitors, or readers who sign in; without a snapshot build a demo."""
    from inspection.serving.bootstrap import ensure_snapshot
    from inspection.settings import ROOT

    host = host or (EVERYWHERE if lan or plain_http else LOOPBACK[0])
    if host not in LOOPBACK and not ((lan or plain_http) and host == EVERYWHERE):
        said = text("cli.serve.not_loopback", host=host)
        raise BadInput(said, "--host", text("cli.serve.not_loopback_remedy"))
    if plain_http and not sign_in:
        said = text("cli.serve.plain_alone")
        raise BadInput(said, "--plain-http", text("cli.serve.plain_alone_remedy"))
    _check_port(host, port)
    _choose_readers(lan, sign_in, plain_http)
    with output.stages() as on_stage:
        ensure_snapshot(demo_scale, on_stage)
    url = f"http://{own_address() if host == EVERYWHERE else host}:{port}"
    _tell_ready(url, lan, sign_in, plain_http, as_json)
    import uvicorn

    # The address of a reader is that of the peer, not what a header says of it.
    uvicorn.run(
        "app:app",
        host=host,
        port=port,
        log_level="warning",
        app_dir=str(ROOT),
        proxy_headers=False,
    )


def _choose_readers(lan: bool, sign_in: bool, plain_http: bool) -> None:
    from inspection.settings import change, serve_visitors, settings

    if lan:
        serve_visitors()
    if sign_in:
        change(sign_in=settings().sign_in or "invitation")
    if plain_http:
        change(plain_http="true")


def _tell_ready(url: str, lan: bool, sign_in: bool, plain_http: bool, as_json: bool) -> None:
    if as_json:
        output.say(output.format_json({"url": url}))
        return
    mode = "_sign_in" if sign_in else "_lan" if lan else ""
    output.say(text(f"cli.serve.ready{mode}", url=url))
    if plain_http:
        output.say(text("cli.serve.plain_http_means"))


def _check_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        key = "port_taken" if error.errno == errno.EADDRINUSE else "port_refused"
        other = port + 1 if port < LAST_PORT else port - 1
        raise EnvironmentProblem(
            text(f"cli.serve.{key}", port=port),
            "--port",
            text("cli.serve.port_taken_remedy", other=other),
        ) from error
