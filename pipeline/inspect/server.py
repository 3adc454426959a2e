"""Start the site: check the dataset, the address and the port, then serve until stopped."""

from __future__ import annotations

import socket
import threading
import webbrowser
from pathlib import Path
from typing import Any

from datasette.app import Datasette
from datasette.plugins import pm

from pipeline.dataset import check_dataset, open_database, run_record
from pipeline.errors import UsageError
from pipeline.inspect import plugin
from pipeline.inspect.links import DATABASE
from pipeline.inspect.metadata import metadata
from pipeline.inspect.site import Site
from pipeline.review import REVIEW_FILE
from pipeline.review.kept import ReviewFile
from pipeline.views.charts import warm_up
from pipeline.views.facts import gather

_HERE = Path(__file__).parent
LOOPBACK = ("127.0.0.1", "localhost", "::1")


def serve(
    dataset: Path,
    port: int = 8001,
    *,
    host: str = "127.0.0.1",
    browser: bool = False,
    read_only: bool = False,
    review: Path | None = None,
    password: str | None = None,
) -> None:
    """Serve ``dataset`` until interrupted. Raises UsageError before it starts where it cannot."""
    import uvicorn

    if host not in LOOPBACK and not read_only and not password:
        raise UsageError(
            f"--host {host} opens the site to other machines; add --read-only, "
            "or set a password in the environment variable INSATS_PASSWORD"
        )
    check_dataset(dataset)
    _check_port(host, port)
    app = make_datasette(
        dataset, host=host, read_only=read_only, review=review, password=password
    ).app()
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    print(f"{dataset} at {address} (stop with Ctrl-C)", flush=True)
    if browser:
        threading.Timer(1.0, webbrowser.open, [address]).start()
    # The first chart takes a second or two to render; do it while the analyst reads the start page.
    threading.Thread(target=warm_up, daemon=True).start()
    uvicorn.run(app, host=host, port=port, log_level="warning", lifespan="on")


def make_datasette(
    dataset: Path,
    *,
    host: str = "127.0.0.1",
    read_only: bool = False,
    review: Path | None = None,
    password: str | None = None,
) -> Any:
    """The Datasette application over one dataset. Raises UsageError where the dataset is not whole."""
    database = check_dataset(dataset)
    connection = open_database(database)
    try:
        facts = gather(connection)
    finally:
        connection.close()
    if not pm.is_registered(plugin):
        pm.register(plugin, name="insats")
        # Datasette's own handler prints every local variable, which takes seconds; ours stands in for it.
        pm.unregister(name="datasette.handle_exception")
    tables = {name: {"count": n} for name, n in facts.rows.items()}
    datasette = Datasette(
        immutables=[str(database)],
        inspect_data={DATABASE: {"file": str(database), "tables": tables, "hash": "", "size": 0}},
        metadata=metadata(),
        template_dir=str(_HERE / "templates"),
        static_mounts=[("insats-static", str(_HERE / "static"))],
        settings={
            "sql_time_limit_ms": 3000,
            "facet_time_limit_ms": 600,
            "suggest_facets": False,
            "default_page_size": 50,
            "max_csv_mb": 0,
            "allow_download": True,
            "default_cache_ttl": 0,
        },
    )
    site = Site(
        dataset=dataset,
        facts=facts,
        run=run_record(dataset),
        review=None if read_only else _review_file(dataset, review),
        hosts=frozenset({*LOOPBACK, host}),
        password=password,
    )
    plugin.attach(datasette, site)
    return datasette


def _review_file(dataset: Path, named: Path | None) -> ReviewFile | None:
    """Where decisions go: the file named, else ``review.jsonl`` in the corpus the dataset came from."""
    if named is not None:
        if not named.parent.is_dir():
            raise UsageError(
                f"{named}: the folder does not exist; make it, or name another --review file"
            )
        return ReviewFile(named)
    corpus = run_record(dataset).get("corpus")
    if not isinstance(corpus, str) or not Path(corpus).is_dir():
        return None
    return ReviewFile(Path(corpus) / REVIEW_FILE)


def _check_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError:
            raise UsageError(
                f"port {port} needs special rights; choose one above 1023: --port 8001"
            ) from None
        except OSError as error:
            if error.errno in (98, 48, 10048):
                raise UsageError(
                    f"port {port} on {host} is in use; stop the other program or choose another: "
                    f"--port {port + 1 if port < 65535 else 8001}"
                ) from None
            raise UsageError(
                f"cannot listen on {host}:{port} ({error.strerror or error})"
            ) from None
