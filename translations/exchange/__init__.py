"""Files that other tools read and write: TMX for the memory, CSV and TBX for the glossary, XLIFF and CSV for text."""
