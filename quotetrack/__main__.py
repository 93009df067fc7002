"""`python -m quotetrack` is the command line."""

from quotetrack.cli import main

main(prog_name="quotetrack")
