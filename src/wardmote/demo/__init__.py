"""Generates the files of a made-up partnership with known truths hidden in them."""

from wardmote.demo.generate import DEFAULT_SEED, DemoFiles, generate
from wardmote.demo.truths import Claim, Planted, Truth, truths

__all__ = ["DEFAULT_SEED", "Claim", "DemoFiles", "Planted", "Truth", "generate", "truths"]
