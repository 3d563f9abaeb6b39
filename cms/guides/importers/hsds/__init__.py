"""Services, organisations and places from Human Services Data Specification (HSDS) 3.0."""
