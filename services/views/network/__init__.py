"""The network as people read it: register of bodies and mediators, gap report, work of its bodies."""
