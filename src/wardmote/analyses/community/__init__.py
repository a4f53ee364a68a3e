"""Several indicators of each neighbourhood as one index, with how sure the order of neighbourhoods is."""
