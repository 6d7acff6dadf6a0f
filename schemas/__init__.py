"""The public contracts: events, envelope, topic registry, versions, samples. Pure: no framework, no clock, no environment."""
