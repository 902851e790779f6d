/** The controllers of the cluster, started together. */
