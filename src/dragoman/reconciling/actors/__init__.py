"""Who is who over many reports: two actors compared, one name for each, the parties of some readings."""
