"""The tab 导入对照 of 数据质量: foreign headers, words and dates become ours, once."""
