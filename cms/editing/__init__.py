"""What editors are told while they edit: where a fact is shown, what is there already, what to mend, what waits."""
