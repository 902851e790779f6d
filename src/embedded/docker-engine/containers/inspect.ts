/** The result of docker inspect: the supported fields, named and structured as in Docker. */
import type { ContainerRuntime } from '../../containers/index.ts';
import type { Image } from '../../images/index.ts';
import type { DockerNetwork } from '../networks/networks.ts';
import { commandOf, stateOf, statusOf, stopSignalOf } from './record.ts';
import type { EngineContainer } from './record.ts';
import { exitCodeOf } from './summaries.ts';
import { wantedPorts } from '../networks/ports.ts';
import type { Volume } from '../volumes/volumes.ts';

const never = '0001-01-01T00:00:00Z';
const pairs = (env: Record<string, string>) => Object.entries(env).map(([name, value]) => `${name}=${value}`);
const keys = (names: string[] | undefined) => Object.fromEntries((names ?? []).map((name) => [name, {}]));

export function inspectContainer(runtime: ContainerRuntime, container: EngineContainer): object {
  const { id, name, request, image, createdAt } = container;
  const state = stateOf(runtime, container);
  const spec = runtime.get(container.runtimeId)?.spec;
  const [path, ...args] = commandOf(container);
  return {
    Id: id,
    Created: createdAt,
    Path: path,
    Args: args,
    State: inspectState(runtime, container, state),
    Image: image.id,
    Name: `/${name}`,
    RestartCount: container.restarts,
    Platform: 'linux',
    HostsPath: container.hostsFile,
    HostConfig: {
      NetworkMode: request.network,
      PortBindings: portMap(
        wantedPorts(container).map((each) => [each.port, each.hostAddress, each.hostPort]),
      ),
      RestartPolicy: { Name: request.restart.name, MaximumRetryCount: request.restart.maximumRetries },
      AutoRemove: request.autoRemove,
      PublishAllPorts: request.publishAll,
      ReadonlyRootfs: request.readOnly,
      Links: request.links.length > 0 ? request.links : null,
      ExtraHosts: request.addHosts.length > 0 ? request.addHosts : null,
    },
    Mounts: (spec?.mounts ?? []).map((mount) => {
      const { type, name, source, target, readOnly } = mount as typeof mount & {
        type?: string;
        name?: string;
      };
      return {
        Type: type ?? 'bind',
        ...(name && { Name: name }),
        Source: source,
        Destination: target,
        RW: !readOnly,
      };
    }),
    Config: {
      Hostname: container.hostname,
      User: request.user ?? image.config.user,
      Tty: request.tty,
      OpenStdin: request.stdin,
      ExposedPorts: keys(image.config.exposedPorts),
      Env: pairs(spec?.env ?? {}),
      Cmd: request.command.length > 0 ? request.command : (image.config.cmd ?? null),
      Image: request.image,
      WorkingDir: spec?.workdir ?? '/',
      Entrypoint: request.entrypoint === undefined ? (image.config.entrypoint ?? null) : [request.entrypoint],
      Labels: { ...image.config.labels, ...request.labels },
      StopSignal: stopSignalOf(container),
      StopTimeout: request.stopTimeout ?? 10,
    },
    NetworkSettings: {
      IPAddress: state.phase === 'running' ? container.address : '',
      Ports: portMap(
        container.published.map(({ mapping, published }) => [
          mapping.port,
          mapping.hostAddress,
          published.hostPort,
        ]),
      ),
      Networks: Object.fromEntries(
        [...container.networks].map(([network, { aliases }]) => [
          network,
          { Aliases: aliases, IPAddress: state.phase === 'running' ? container.address : '' },
        ]),
      ),
    },
  };
}

function inspectState(
  runtime: ContainerRuntime,
  container: EngineContainer,
  state: ReturnType<typeof stateOf>,
): object {
  const status = statusOf(runtime, container);
  const { health } = container;
  return {
    Status: status,
    Running: state.phase === 'running',
    Paused: false,
    Restarting: status === 'restarting',
    OOMKilled: false,
    Dead: false,
    Pid: state.phase === 'running' ? state.pid : 0,
    ExitCode: exitCodeOf(container, state),
    Error: container.startError?.message ?? '',
    StartedAt: state.phase === 'created' ? never : state.startedAt,
    FinishedAt: state.phase === 'exited' ? state.finishedAt : never,
    ...(health && {
      Health: {
        Status: health.status,
        FailingStreak: health.failingStreak,
        Log: health.log.map(({ start, end, exitCode, output }) => ({
          Start: start,
          End: end,
          ExitCode: exitCode,
          Output: output,
        })),
      },
    }),
  };
}

function portMap(ports: [number, string, number][]): Record<string, { HostIp: string; HostPort: string }[]> {
  const map: Record<string, { HostIp: string; HostPort: string }[]> = {};
  for (const [port, host, hostPort] of ports) {
    (map[`${port}/tcp`] ??= []).push({ HostIp: host, HostPort: String(hostPort) });
  }
  return map;
}

export function inspectImage(image: Image, layers: string[]): object {
  const { config } = image;
  const { healthcheck } = config;
  return {
    Id: image.id,
    RepoTags: image.tags,
    RepoDigests: [],
    Created: image.created,
    Config: {
      User: config.user,
      ExposedPorts: keys(config.exposedPorts),
      Env: pairs(config.env),
      Cmd: config.cmd ?? null,
      Entrypoint: config.entrypoint ?? null,
      Volumes: config.volumes ? keys(config.volumes) : null,
      WorkingDir: config.workdir,
      Labels: config.labels,
      StopSignal: config.stopSignal ?? '',
      ...(config.shell && { Shell: config.shell }),
      ...(healthcheck && {
        Healthcheck: {
          Test: healthcheck.test,
          Interval: healthcheck.intervalSeconds * 1e9,
          Timeout: healthcheck.timeoutSeconds * 1e9,
          Retries: healthcheck.retries,
        },
      }),
    },
    Architecture: process.arch === 'x64' ? 'amd64' : process.arch,
    Os: 'linux',
    Size: image.size,
    RootFS: { Type: 'layers', Layers: layers },
  };
}

export function inspectNetwork(network: DockerNetwork, members: EngineContainer[]): object {
  return {
    Name: network.name,
    Id: network.id,
    Created: network.createdAt,
    Scope: 'local',
    Driver: network.driver,
    Containers: Object.fromEntries(
      members.map(({ id, name, address }) => [id, { Name: name, IPv4Address: `${address}/16` }]),
    ),
    Labels: network.labels,
  };
}

export function inspectVolume(volume: Volume): object {
  const { name, mountpoint, createdAt } = volume;
  return { Name: name, Driver: 'local', Mountpoint: mountpoint, CreatedAt: createdAt, Scope: 'local' };
}
