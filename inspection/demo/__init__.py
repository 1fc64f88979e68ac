"""Synthetic exports: files as supervision platforms would export them, and the truth about them."""

from inspection.demo.writing import write_demo

__all__ = ["write_demo"]
