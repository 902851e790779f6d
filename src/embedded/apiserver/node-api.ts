/** What the API server needs from the node: logs, exec, attach, connections, usage. */
import type { Socket } from 'node:net';
import type { ExecOptions, ExecSession, LogLine, LogOptions } from '../containers/index.ts';

export interface NodeApi {
  /** `previous` reads the previous container instance. @throws ApiError 400 or 404 with Kubernetes' messages */
  logs(
    namespace: string,
    pod: string,
    container: string | undefined,
    options: LogOptions & { previous?: boolean },
  ): AsyncIterable<LogLine>;
  exec(
    namespace: string,
    pod: string,
    container: string | undefined,
    options: ExecOptions,
  ): Promise<ExecSession>;
  attach(namespace: string, pod: string, container: string | undefined): ExecSession;
  /** A TCP connection to a port of the pod. */
  dial(namespace: string, pod: string, port: number): Promise<Socket>;
  /** CPU (nanocores) and memory (bytes) by container, for metrics.k8s.io. */
  usage(namespace: string, pod: string): { container: string; nanocores: number; bytes: number }[];
}
