"""Registers: lists that a partnership keeps. Each is a definition; what stands in them lies in one table."""
