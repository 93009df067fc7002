"""`quotetrack models`: parsers other than the bundled one."""

from __future__ import annotations

from pathlib import Path

import click


@click.group(short_help="Fetch parsers other than the bundled one.")
def models() -> None:
    """Fetch parsers other than the bundled one.

    The bundled English pack needs no download; nothing else of quotetrack ever uses the network.
    """


@models.command(short_help="Fetch one of Stanza's English models.")
@click.argument("package", default="default")
@click.option("--models", metavar="DIR", type=click.Path(path_type=Path), help="Where to put them.")
def download(package: str, models: Path | None) -> None:
    """Fetch one of Stanza's English models, for use with `--package`.

    \b
    Example:
      quotetrack models download default
    """
    from quotetrack.parse import download_models

    click.echo(f"{package} is in {download_models(package, models=models)}")
