"""Case file: one case over all services, with one timeline, its clocks, custody, agreements and confirmations."""
