"""Beside others: standardised rates, funnels, places in a group, statistical neighbours and gradients.

Explained in plain English, with simulated error rates, in docs/explanation/peers.md.
"""
