"""The one command line, `mediate`: each command is a module of its own and speaks Chinese to the operator."""
