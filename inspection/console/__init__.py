"""The command line: its syntax, what the commands do, and what they print."""
