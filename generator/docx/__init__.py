"""Edition -> papers as Word files (``.docx``), which an office may circulate, correct and sign."""
