"""What is known and who may know it: snapshots, questions, rights, rules as data, the log."""
