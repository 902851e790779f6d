/** The Docker engine, and what it says to its client over the socket. */
