"""Home: what needs me, and what changed since I last looked."""
