/** Why the embedded stage cannot start; output of its Docker, kubectl, Redis and Prometheus stays English. */
import { cz } from '../czech.ts';
import { area, entry } from '../message.ts';
import type { Text } from '../message.ts';

export const EMBEDDED = area('embedded', {
  networksTaken: entry(
    'All loopback networks pycont may use are taken.',
    'Všechny sítě loopback, které pycont smí použít, jsou obsazené.',
  ),
  stopOthers: entry(
    'Stop other homes with pycont stage down',
    'Zastavte prostředí jiných PYCONT_HOME příkazem pycont stage down',
  ),
  socketElsewhere: entry<{ folder: string }>(
    ({ folder }) => `The engine's socket cannot be in ${folder}: the folder belongs to another user.`,
    ({ folder }) => cz`Socket enginu nemůže být ve složce ${folder}: patří někomu jinému.`,
  ),
  setRuntimeFolder: entry(
    'Set XDG_RUNTIME_DIR to a folder of your own',
    'Nastavte XDG_RUNTIME_DIR na vlastní složku',
  ),
  noNamespaces: entry<{ why: Text }>(
    ({ why }) => `Containers with their own namespaces do not work here: ${why}.`,
    ({ why }) => cz`Kontejnery s vlastními namespaces tu nefungují: ${why}.`,
  ),
  useProcesses: entry(
    'Use plain processes: PYCONT_RUNTIME=processes',
    'Použijte obyčejné procesy: PYCONT_RUNTIME=processes',
  ),
  notCleared: entry<{ why: string }>(
    ({ why }) => `The embedded stage could not be cleared: ${why}`,
    ({ why }) => cz`Prostředí embedded nejde uklidit: ${why}`,
  ),
  clearAgain: entry(
    'Run pycont stage down, then pycont scene reset, which starts it again and clears it',
    'Spusťte pycont stage down a pak pycont scene reset: prostředí se spustí znovu a uklidí',
  ),
  linuxOnly: entry('namespaces exist on Linux only', 'namespaces jsou jen v Linuxu'),
  notInstalled: entry<{ programs: string }>(
    ({ programs }) => `not installed: ${programs}`,
    ({ programs }) => cz`není nainstalováno: ${programs}`,
  ),
  missing: entry<{ programs: string }>(
    ({ programs }) => `Not installed on this machine: ${programs}.`,
    ({ programs }) => cz`Na tomto stroji není nainstalováno: ${programs}.`,
  ),
  installUtilLinux: entry(
    'Install util-linux, or use PYCONT_RUNTIME=processes',
    'Nainstalujte util-linux, nebo použijte PYCONT_RUNTIME=processes',
  ),
  loopbackOnly: entry<{ host: string }>(
    ({ host }) => `The API server listens on loopback only, not on ${host}.`,
    ({ host }) => cz`API server naslouchá jen na loopbacku, ne na ${host}.`,
  ),
  giveLoopback: entry('Give an address in 127.0.0.0/8', 'Zadejte adresu ze 127.0.0.0/8'),
  portTaken: entry<{ port: number; host: string }>(
    ({ port, host }) => `Port ${port} on ${host} is taken by another program.`,
    ({ port, host }) => cz`Port ${port} na ${host} drží jiný program.`,
  ),
  freePort: entry('Free the port, or start without a fixed port', 'Uvolněte port, nebo spusťte bez něj'),
});
