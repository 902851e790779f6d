import type { Kube } from '../kubernetes/index.ts';
import type { Language, Text } from '../messages/dashboard/index.ts';
import type { Caption } from './view/view.ts';

export interface DashboardOptions {
  /** The cluster; `context`: the name of the kube context, undefined in a pod. */
  kube: Kube & { context?: string | undefined };
  /** The one namespace that is shown. */
  namespace: string;
  /** Default: 127.0.0.1; empty: every address of this machine. */
  host?: string;
  /** Default, 0: any that is free. */
  port?: number;
  /** Folder of the built page: index.html and what it loads. */
  assets: string;
  /** URL of a Prometheus; default: the Service prometheus, port 9090, of the namespace, once it is there. */
  prometheus?: string | undefined;
  /** Names, besides the loopback ones, under which a browser may ask: `name` with any port, or `name:port`. */
  hosts?: readonly string[];
  /** Of the page; a browser may ask for another one by `?lang=`. Default: en. */
  language?: Language;
  caption?: CaptionSource;
  /** Milliseconds that the cluster is still watched after the last browser has gone. */
  lingerMs?: number;
  log: DashboardLog;
}

/** Where the talk is, told by who plays it. */
export interface CaptionSource {
  /** Undefined while no player runs. */
  current: () => Caption | undefined;
  /** @returns ends it */
  listen: (changed: () => void) => () => void;
}

export interface DashboardLog {
  info: (what: Text) => unknown;
  warn: (what: Text) => unknown;
}

export interface Dashboard {
  /** With a slash at its end. */
  url: string;
  /** Ends every connection and watch. */
  close: () => Promise<void>;
}
