"""Benchmarks: each is a command that prints ratios, so that they mean the same on another machine."""
