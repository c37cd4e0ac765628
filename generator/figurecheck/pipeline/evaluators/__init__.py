"""One evaluator a topic: from the settings of a reading to the call of its measure."""
