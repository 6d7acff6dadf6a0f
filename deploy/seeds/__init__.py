"""What the five policy documents ask, requirement by requirement, with the scenario that shows it (docs/seeds.md)."""
