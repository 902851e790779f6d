/** Findings of `pycont doctor` about the machine and the Docker Engine. */
import { cz } from '../czech.ts';
import { area, entry } from '../message.ts';
import type { Text } from '../message.ts';

export const DOCTOR = area('doctor', {
  stage: entry<{ stage: string; why: Text }>(
    ({ stage, why }) => `the ${stage} stage, because ${why}`,
    ({ stage, why }) => cz`prostředí ${stage}: ${why}`,
  ),
  later: entry<{ check: string }>(
    ({ check }) => `not checked until ${check} is fixed`,
    ({ check }) => cz`zjistí se, až bude v pořádku ${check}`,
  ),
  startsByItself: entry<{ summary: Text }>(
    ({ summary }) => `${summary}; it starts automatically when a scene needs it`,
    ({ summary }) => cz`${summary}; spustí se samo, až ho scéna bude potřebovat`,
  ),
  notOnPath: entry<{ program: string }>(
    ({ program }) => `${program} is not on PATH`,
    ({ program }) => cz`${program} není v PATH`,
  ),

  // The machine
  space: entry<{ folder: string; megabytes: number }>(
    ({ folder, megabytes }) => `${folder}, ${megabytes} MB free`,
    ({ folder, megabytes }) => cz`${folder}, volných ${megabytes} MB`,
  ),
  littleSpace: entry<{ folder: string; megabytes: number }>(
    ({ folder, megabytes }) => `${folder} has ${megabytes} MB left`,
    ({ folder, megabytes }) => cz`ve složce ${folder} zbývá ${megabytes} MB`,
  ),
  freeSpace: entry<{ megabytes: number }>(
    ({ megabytes }) => `Free some space: ${megabytes} MB are enough`,
    ({ megabytes }) => cz`Uvolněte místo: stačí ${megabytes} MB`,
  ),
  scenes: entry<{ count: number; folder: string }>(
    ({ count, folder }, { plural }) =>
      `${count} ${plural(count, { one: 'scene', other: 'scenes' })} in ${folder}`,
    ({ count, folder }, { plural }) =>
      cz`${count} ${plural(count, { one: 'scéna', few: 'scény', other: 'scén' })} ze složky ${folder}`,
  ),
  installBash: entry(
    'Install bash: it runs the commands of the scenes',
    'Nainstalujte bash: spouští příkazy scén',
  ),
  installCurl: entry(
    'Install curl: the scenes send requests to the app with it',
    'Nainstalujte curl: scény se jím ptají aplikace',
  ),
  noTerminal: entry(
    'this is not a terminal: scenes are played unattended',
    'není tu terminál: scény se hrají bez obsluhy',
  ),
  smallTerminal: entry<{ columns: number; rows: number }>(
    ({ columns, rows }) => `${columns}×${rows} is small for an audience`,
    ({ columns, rows }) => cz`${columns}×${rows} je pro publikum málo`,
  ),
  enlarge: entry('Make it 60×16 or larger', 'Zvětšete ho aspoň na 60×16'),

  // Embedded
  kubectlThere: entry('kubectl is on PATH', 'kubectl je v PATH'),
  ownKubectl: entry(
    "kubectl is not on PATH: the embedded stage has a small one for the talk's commands",
    'kubectl není v PATH: prostředí embedded má vlastní malý, na příkazy přednášky',
  ),
  ownNamespaces: entry(
    'containers of the embedded stage get their own namespaces',
    'kontejnery prostředí embedded mají vlastní namespaces',
  ),
  noNamespaces: entry(
    'there are no user namespaces here: containers of the embedded stage are plain processes, which see the files and processes of the machine',
    'nejsou tu user namespaces: kontejnery prostředí embedded jsou obyčejné procesy, které vidí soubory a procesy stroje',
  ),

  // The engine
  engine: entry<{ version: string }>(
    ({ version }) => `Docker Engine ${version}`,
    ({ version }) => cz`Docker Engine ${version}`,
  ),
  engineSilent: entry<{ why: Text | undefined }>(
    ({ why }) => `the Docker Engine does not answer${why ? `: ${why}` : ''}`,
    ({ why }) => cz`Docker Engine neodpovídá${why ? `: ${why}` : ''}`,
  ),
  joinGroup: entry(
    "Get the right to use its socket: join the group 'docker', then log in again; or use --stage embedded",
    'Získejte právo k jeho socketu: vstupte do skupiny docker a znovu se přihlaste; nebo použijte --stage embedded',
  ),
  startEngine: entry(
    'Start it (docker info shows more), or use --stage embedded',
    'Spusťte ho (víc řekne docker info), nebo použijte --stage embedded',
  ),
  diskUnseen: entry("the engine's disk cannot be checked", 'disk enginu nelze zjistit'),
  startUnseen: entry(
    'Start the engine, or use --stage embedded',
    'Spusťte engine, nebo použijte --stage embedded',
  ),
  virtualDisk: entry<{ folder: string }>(
    ({ folder }) => `${folder} is in a virtual machine: docker system df shows how much is used`,
    ({ folder }) => cz`${folder} je ve virtuálním stroji: kolik je zabráno, řekne docker system df`,
  ),
  prune: entry<{ megabytes: number }>(
    ({ megabytes }) => `Free some space with docker system prune: ${megabytes} MB are enough`,
    ({ megabytes }) => cz`Uvolněte místo pomocí docker system prune: stačí ${megabytes} MB`,
  ),
  clockUnseen: entry("the engine's clock cannot be read", 'hodiny enginu nelze zjistit'),
  clocksAgree: entry('the clocks of machine and engine agree', 'hodiny stroje a enginu jdou stejně'),
  clocksDiffer: entry<{ seconds: number }>(
    ({ seconds }) => `the engine's clock differs by ${seconds} seconds from this machine's`,
    ({ seconds }) => cz`hodiny enginu se od hodin tohoto stroje liší o ${seconds} s`,
  ),
  restartEngine: entry(
    'Restart the engine: otherwise graphs show wrong times',
    'Restartujte engine: jinak grafy ukážou nesprávný čas',
  ),
  nodesUnseen: entry(
    "the engine has its base images; the nodes' images cannot be listed",
    'engine základní image má; image na nodech nelze vypsat',
  ),
  imagesThere: entry<{ images: string }>(
    ({ images }) => `${images}: all present`,
    ({ images }) => cz`${images}: vše je tady`,
  ),
  engineWouldPull: entry<{ images: string }>(
    ({ images }) => `the engine would pull ${images}`,
    ({ images }) => cz`engine by stahoval ${images}`,
  ),
  clusterWouldPull: entry<{ images: string }>(
    ({ images }) => `the cluster would pull ${images}`,
    ({ images }) => cz`cluster by stahoval ${images}`,
  ),
  bothWouldPull: entry<{ engine: string; cluster: string }>(
    ({ engine, cluster }) => `the engine would pull ${engine}; the cluster would pull ${cluster}`,
    ({ engine, cluster }) => cz`engine by stahoval ${engine}; cluster by stahoval ${cluster}`,
  ),
  prepare: entry(
    'Pull them before the talk: pycont stage prepare',
    'Obstarejte je před přednáškou: pycont stage prepare',
  ),
  portFree: entry<{ port: number }>(
    ({ port }) => `${port} is free`,
    ({ port }) => cz`${port} je volný`,
  ),
  portTaken: entry<{ port: number }>(
    ({ port }) => `${port} is taken: docker run publishes another port`,
    ({ port }) => cz`${port} je obsazený: docker run zveřejní jiný port`,
  ),
});
