/** The image store: built from Dockerfiles, or taken from the catalogue. */
