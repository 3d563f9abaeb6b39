"""Who comes into the CMS, and what a browser may do there: log-ins, second factors, headers."""
