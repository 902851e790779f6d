/** Where a stage keeps its things, and how a client finds its daemon. */
