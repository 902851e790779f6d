/** Messages about images: how they get into the cluster, and how they are prepared before the talk. */
import { cz } from '../czech.ts';
import { area, entry } from '../message.ts';
import type { Text } from '../message.ts';

export const IMAGES = area('images', {
  // Image loaders
  registry: entry<{ registry: string }>(
    ({ registry }) => `the registry ${registry}`,
    ({ registry }) => cz`registry ${registry}`,
  ),
  sharedEngine: entry('the engine, which the cluster shares', 'engine, společný s clusterem'),
  noLoader: entry('unknown', 'není známo'),
  unknownLoader: entry<{ name: string }>(
    ({ name }) => `pycont does not know how to load images into the cluster of ${name}.`,
    ({ name }) => cz`pycont neví, jak se do clusteru ${name} dostanou image.`,
  ),
  nameLoader: entry(
    'Give a registry that the cluster can reach with --registry, or set PYCONT_IMAGE_LOADER to a program that takes an image as its argument',
    'Uveďte registry, kterou cluster zná, pomocí --registry, nebo v PYCONT_IMAGE_LOADER program, který dostane image jako argument',
  ),
  notARegistry: entry<{ text: string }>(
    ({ text }) => `'${text}' is not a valid address of a registry.`,
    ({ text }) => cz`„${text}“ není platná adresa registry.`,
  ),
  registryExample: entry(
    'Write it as HOST:PORT, for example --registry localhost:5001',
    'Napište ji jako ADRESA:PORT, například --registry localhost:5001',
  ),

  // Loading an image
  notInEngine: entry<{ image: string }>(
    ({ image }) => `The engine has no image ${image}.`,
    ({ image }) => cz`V enginu není image ${image}.`,
  ),
  buildFirst: entry<{ image: string }>(
    ({ image }) => `Build it first: docker build -t ${image} ...`,
    ({ image }) => cz`Nejdřív ho sestavte: docker build -t ${image} ...`,
  ),
  notLoaded: entry<{ loader: Text; image: string; why: Text }>(
    ({ loader, image, why }) => `${loader} could not load ${image} into the cluster: ${why}`,
    ({ loader, image, why }) => cz`${loader}: image ${image} se do clusteru nedostal: ${why}`,
  ),
  noProgram: entry<{ program: string }>(
    ({ program }) => `${program} is not installed`,
    ({ program }) => cz`není tu ${program}`,
  ),
  askDoctor: entry(
    'Check the registry with pycont doctor, or leave --registry out',
    'Podívejte se, co o registry říká pycont doctor, nebo --registry vynechte',
  ),
  runByHand: entry(
    'Run it by hand to see more, or set another program in PYCONT_IMAGE_LOADER',
    'Spusťte ho ručně, ať je vidět víc, nebo uveďte v PYCONT_IMAGE_LOADER jiný program',
  ),
  inCluster: entry<{ image: string }>(
    ({ image }) => `${image} is in the cluster`,
    ({ image }) => cz`${image} je v clusteru`,
  ),
  pulledByNodes: entry<{ image: string }>(
    ({ image }) =>
      `${image} is not in the cluster yet: its nodes pull it by that name, in the first rehearsal`,
    ({ image }) =>
      cz`${image} ještě není v clusteru: jeho nody si ho pod tímto názvem stáhnou při první zkoušce`,
  ),
  loaded: entry<{ image: string; loader: Text }>(
    ({ image, loader }) => `${image} was loaded by ${loader}`,
    ({ image, loader }) => cz`${image} je nově v clusteru (${loader})`,
  ),

  // Pulling and building
  inEngine: entry<{ image: string }>(
    ({ image }) => `${image} is in the engine`,
    ({ image }) => cz`${image} je v enginu`,
  ),
  notPulled: entry<{ image: string; why: string }>(
    ({ image, why }) => `${image} could not be pulled: ${why}`,
    ({ image, why }) => cz`${image} nešel stáhnout: ${why}`,
  ),
  checkNetwork: entry(
    'Check the network and the name of the image, then run it again',
    'Ověřte, že stroj má síť a název je správně, a spusťte to znovu',
  ),
  pulled: entry<{ image: string }>(
    ({ image }) => `${image} was pulled into the engine`,
    ({ image }) => cz`${image} se stáhl do enginu`,
  ),
  notBuilt: entry<{ image: string; why: string }>(
    ({ image, why }) => `${image} could not be built: ${why}`,
    ({ image, why }) => cz`${image} nešel sestavit: ${why}`,
  ),
  fixBuild: entry(
    'Fix the error of docker build, or check with pycont doctor what is missing',
    'Opravte, co říká docker build, nebo pomocí pycont doctor zjistěte, co chybí',
  ),
  isBuilt: entry<{ image: string }>(
    ({ image }) => `${image} is built`,
    ({ image }) => cz`${image} je sestavený`,
  ),
  built: entry<{ image: string }>(
    ({ image }) => `${image} was built`,
    ({ image }) => cz`${image} se sestavil`,
  ),
});
