"""What documents say together: which attributions say the same, who depends on whom, where they differ. Pure values only."""
