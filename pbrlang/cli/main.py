"""The command `pbr`."""

import click

from pbrlang import __version__


@click.group(name="pbr", context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="pbr", message="%(prog)s %(version)s")
def pbr() -> None:
    """Work with contracts that pay by results."""


def main() -> None:
    """Run the command with the words given to it; exits with its status."""
    pbr(prog_name="pbr")
