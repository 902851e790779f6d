/** Addresses, names and connections of pods, services and containers. */
