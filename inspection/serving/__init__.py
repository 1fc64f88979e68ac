"""The application as a server: what every request passes, our own paths, the first snapshot."""
