"""Reading a list of people: table → columns → entries → plan → database, one room each."""
