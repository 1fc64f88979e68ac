"""The screen that everybody would write first, as a peer for the server time of 总览."""
