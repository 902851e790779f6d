/** The Kubernetes API: in process as `Cluster` and `Api`, over TLS as `startApiServer`. */
