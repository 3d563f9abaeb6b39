"""Machine translation engines: the interface, the registry and the engines that come with Waymark."""
