"""What scripts touch: gold sets, metrics and reports."""
