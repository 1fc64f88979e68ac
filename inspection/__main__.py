"""`python -m inspection`: the command line."""

import sys

from inspection.console.cli import main

if __name__ == "__main__":
    sys.exit(main())
