"""What each page shows, as plain data for the theme's templates: a module per kind of page or part of one."""
