"""The planted stories, told as facts that a test can look for."""
