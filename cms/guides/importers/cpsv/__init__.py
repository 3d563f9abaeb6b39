"""Public services from CPSV-AP, the European vocabulary for them, in Turtle or JSON-LD."""
