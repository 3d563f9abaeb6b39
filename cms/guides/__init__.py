"""The content model: what a city's guide is made of, as pages that editors fill in."""
