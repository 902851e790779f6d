/** Runs the pods that are bound to the node. */
