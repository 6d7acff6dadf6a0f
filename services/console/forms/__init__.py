"""Forms made from the services' own schemas, so that an act on the wire and its form cannot differ."""
