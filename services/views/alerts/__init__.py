"""Alerts of early warning as the bodies concerned read them."""
