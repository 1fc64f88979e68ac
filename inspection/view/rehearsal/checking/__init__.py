"""The tab 核验: drop a package, see each check."""
