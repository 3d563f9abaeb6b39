"""The screens of translation memory and glossary: what a city has agreed to say, to files and back."""
