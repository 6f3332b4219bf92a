"""Edition -> a workbook (``.xlsx``) that an office may sort and fill in."""
