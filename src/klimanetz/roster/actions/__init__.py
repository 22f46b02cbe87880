"""The verbs of the roster: the only writers of people, roles and positions."""
