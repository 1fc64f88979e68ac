"""The world as tables of the platforms, and tables as files."""
