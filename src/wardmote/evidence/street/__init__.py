"""Street files: read month by month, judged row by row, written as sorted monthly Parquet with their counts."""
