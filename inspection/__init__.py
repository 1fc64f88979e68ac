"""Supervision dashboard for 双随机、一公开: exported records in, figures that can be checked out."""
