"""What every room uses: who may, what was done, long work, how pages look."""
