"""What each command does: arguments in, something printed, nothing decided here.

Heavy parts are imported by the command that needs them, so that `--help` and
`query` start at once.
"""

import socket
import sys
from argparse import Namespace
from typing import Any

from inspection import console
from inspection.data import warehouse
from inspection.data.access import LOCAL
from inspection.data.parameters import parse
from inspection.errors import BadInput, EnvironmentProblem
from inspection.settings import ROOT, serve_visitors
from inspection.text import text

DEFAULT_DEMO_SCALE = 0.05
DEFAULT_BENCH = ROOT / "bench" / "latest.json"
LOOPBACK = ("127.0.0.1", "localhost", "::1")
# All interfaces of this machine; and an address of RFC 5737 that belongs to nobody.
EVERYWHERE = "0.0.0.0"
SOMEWHERE = ("192.0.2.1", 9)
FILE_COLUMNS = ("path", "sheet", "read", "loaded", "duplicate", "rejected", "non_data")
SNAPSHOT_COLUMNS = ("id", "data_date", "created_at", "file_count", "is_current")
BENCH_COLUMNS = ("measure", "unit", "median", "worst", "limit")
QUESTION_COLUMNS = ("folder", "name", "title_zh", "params")
QUESTION_FIELDS = (*QUESTION_COLUMNS, "title_en", "grain", "columns", "rule", "access", "sha256")


def demo(args: Namespace) -> None:
    """Write the demo exports into an empty folder."""
    from inspection.demo import write_demo

    if args.out.exists() and any(args.out.iterdir()):
        raise BadInput(
            text("cli.demo.not_empty", folder=args.out),
            remedy=text("cli.demo.not_empty_remedy"),
        )
    console.show_stage("writing_demo", str(args.out))
    effects = args.effects != "none"
    write_demo(
        args.out,
        scale=args.scale,
        seed=args.seed,
        until=args.until,
        clean=args.clean,
        effects=effects,
    )
    made: dict[str, Any] = {"folder": str(args.out), "count": sum(1 for _ in args.out.iterdir())}
    print(console.format_json(made) if args.json else text("cli.demo.done", **made))


def import_(args: Namespace) -> None:
    """Import files and say what became of every row."""
    from inspection.ingest.publish import import_files

    report: dict[str, Any] = import_files(
        args.paths,
        mapping=args.mapping,
        as_of=args.as_of,
        skip_bad=args.skip_bad,
        on_stage=console.show_stage,
    )
    if args.json:
        print(console.format_json(report))
        return
    print(console.format_table(report["files"], FILE_COLUMNS))
    for path in report["skipped"]:
        print(text("cli.import.skipped", path=path))
    for refusal in report["refused"]:
        print(text("cli.import.refused", **refusal))
    print(text("cli.import.done", snapshot=report["snapshot"], data_date=report["data_date"]))


def status(args: Namespace) -> None:
    """List the snapshots, newest first."""
    in_service = warehouse.current()
    rows = [
        {
            "id": snapshot.id,
            "data_date": snapshot.data_date,
            "created_at": snapshot.manifest["created_at"],
            "file_count": len(snapshot.manifest["files"]),
            "is_current": snapshot == in_service,
        }
        for snapshot in warehouse.snapshots()
    ]
    if args.json:
        print(console.format_json(rows))
    else:
        print(console.format_table(rows, SNAPSHOT_COLUMNS) if rows else text("cli.status.none"))


def rollback(args: Namespace) -> None:
    """Put an earlier snapshot back in service."""
    snapshot = warehouse.rollback(args.id)
    said: dict[str, Any] = {"snapshot": snapshot.id, "data_date": snapshot.data_date}
    print(console.format_json(said) if args.json else text("cli.rollback.done", **said))


def prune(args: Namespace) -> None:
    """Delete old snapshots."""
    deleted = warehouse.prune(args.keep)
    shown = text("cli.prune.done", count=len(deleted))
    print(console.format_json({"deleted": deleted}) if args.json else shown)


def query(args: Namespace) -> None:
    """Ask one question, or list them all."""
    if args.list:
        every = warehouse.questions()
        rows = [{name: getattr(one, name) for name in QUESTION_FIELDS} for one in every]
        _print_rows(rows, QUESTION_COLUMNS, args)
        return
    if not args.name:
        raise BadInput(text("cli.query.no_name"), remedy=text("cli.query.name"))
    snapshot = warehouse.find(args.snapshot) if args.snapshot else None
    answer = warehouse.run(args.name, scope=LOCAL, snapshot=snapshot, **_params(args.param))
    rows = [row for row in answer.to_pylist() if _is_asked(row, args.where)]
    _print_rows(rows, answer.column_names, args)


def draw(args: Namespace) -> None:
    """Draw a package or a batch, or replace skipped entities."""
    from inspection.draw.command import execute_draw

    execute_draw(args)


def verify(args: Namespace) -> None:
    """Repeat a draw and say what passed."""
    from inspection.draw.command import execute_verify

    execute_verify(args)


def bench(args: Namespace) -> None:
    """Measure demo, import and pages; write and print the figures."""
    from inspection.bench import measure

    figures = measure(args.scale, args.rounds, args.out, on_stage=console.show_stage)
    if args.json:
        print(console.format_json(figures))
    else:
        print(console.format_table(figures["measures"], BENCH_COLUMNS))


def serve(args: Namespace) -> None:
    """Serve on the loopback, or to visitors over the network; without a snapshot build a demo."""
    from inspection.serving.bootstrap import ensure_snapshot

    host = args.host or (EVERYWHERE if args.lan else LOOPBACK[0])
    if host not in LOOPBACK and not (args.lan and host == EVERYWHERE):
        raise BadInput(
            text("cli.serve.not_loopback", host=host),
            remedy=text("cli.serve.not_loopback_remedy"),
        )
    _check_port(host, args.port)
    if args.lan:
        serve_visitors()
    ensure_snapshot(args.demo_scale, console.show_stage)
    shown = _own_address() if host == EVERYWHERE else host
    ready = "cli.serve.ready_lan" if args.lan else "cli.serve.ready"
    print(text(ready, url=f"http://{shown}:{args.port}"), flush=True)
    import uvicorn

    uvicorn.run("app:app", host=host, port=args.port, log_level="warning", app_dir=str(ROOT))


def _own_address() -> str:
    """The address under which colleagues find this machine; its name where it has no network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # Names a route; nothing is sent.
            probe.connect(SOMEWHERE)
        except OSError:
            return socket.gethostname()
        return str(probe.getsockname()[0])


def _check_port(host: str, port: int) -> None:
    try:
        socket.create_server((host, port)).close()
    except OSError as error:
        raise EnvironmentProblem(
            text("cli.serve.port_taken", port=port),
            remedy=text("cli.serve.port_taken_remedy", other=port + 1),
        ) from error


def _params(pairs: list[str]) -> dict[str, object]:
    """`name=value` as given, several values of one name together."""
    given: dict[str, list[str]] = {}
    for name, value in map(_pair, pairs):
        given.setdefault(name, []).append(value)
    return {name: parse(name, values) for name, values in given.items()}


def _pair(given: str) -> tuple[str, str]:
    name, equals, value = given.partition("=")
    if not (name and equals):
        raise BadInput(
            text("cli.query.bad_param", param=given), remedy=text("cli.query.bad_param_remedy")
        )
    return name, value


def _is_asked(row: dict[str, Any], pairs: list[str]) -> bool:
    """Whether the columns of a row have the values asked for. Raises BadInput."""
    for name, value in map(_pair, pairs):
        if name not in row:
            raise BadInput(
                text("cli.query.no_column", name=name), remedy=text("cli.query.no_column_remedy")
            )
        if str(row[name]).lower() != value.lower():
            return False
    return True


def _print_rows(rows: list[dict], columns: tuple[str, ...] | list[str], args: Namespace) -> None:
    if args.json or args.format == "json":
        print(console.format_json(rows))
    elif args.format == "csv":
        print(console.format_csv(rows, columns))
    elif rows:
        print(console.format_table(rows, columns))
    else:
        print(text("cli.query.no_rows"), file=sys.stderr)
