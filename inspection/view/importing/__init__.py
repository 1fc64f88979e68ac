"""The clerk's room of 数据质量: files in, a dry run, publication, what it changed."""
