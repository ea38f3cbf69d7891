"""`python -m pbrlang` is `pbr`."""

from pbrlang.cli.main import main

if __name__ == "__main__":
    main()
