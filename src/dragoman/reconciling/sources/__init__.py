"""Who depends on whom: texts that share text, who cites whom, and what stands behind an entry of the record."""
