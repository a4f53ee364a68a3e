"""What people said in a survey: weighted shares, how sure they are, who differs, and what changed between waves."""
