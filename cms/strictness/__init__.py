"""How strict each city is with its translations: what becomes of what the checks find."""
