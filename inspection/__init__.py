"""Supervision dashboard for 双随机、一公开: exports in, figures that can be checked out."""
