"""The way to the data: snapshots, questions, who may ask them, and the rules they rest on."""
