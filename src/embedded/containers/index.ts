/** The container runtime: containers as processes of this machine. */
