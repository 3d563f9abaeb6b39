"""What can be asked at the root of a query, a module for each family; cms.api.schema puts them together."""
