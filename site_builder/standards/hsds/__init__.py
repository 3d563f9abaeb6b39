"""Human Services Data Specification (HSDS) 3.0 of Open Referral: services, organisations, places, taxonomy terms."""
