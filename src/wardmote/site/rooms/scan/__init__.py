"""The scan: what each partner says of each issue, unseen by the others until it is closed."""
