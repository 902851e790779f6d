/** Mistakes in `talk.md`, and steps that create what the talk does not own. */
import { cz } from '../czech.ts';
import { area, entry } from '../message.ts';

export const TALK_FILE = area('talk-file', {
  example: entry(
    'Begin the file with:\n---\ntitle: It works on my machine\nowns:\n  namespaces: [demos]\n  containers: [web]\n---',
    'Začněte soubor takto:\n---\ntitle: U mě to funguje\nowns:\n  namespaces: [demos]\n  containers: [web]\n---',
  ),
  noTitle: entry("the front matter has no 'title'", 'v úvodní hlavičce chybí „title“'),
  ownsNotMap: entry(
    "'owns' must have a list of names for each kind",
    '„owns“ musí mít pro každý druh seznam jmen',
  ),
  writeOwns: entry(
    'Write it as owns: { namespaces: [demos], containers: [web] }',
    'Napište ho jako owns: { namespaces: [demos], containers: [web] }',
  ),
  notList: entry<{ kind: string }>(
    ({ kind }) => `'${kind}' must be a list of names`,
    ({ kind }) => cz`„${kind}“ musí být seznam jmen`,
  ),
  writeList: entry<{ kind: string }>(
    ({ kind }) => `Write it as ${kind}: [one, other]`,
    ({ kind }) => cz`Napište ho jako ${kind}: [jedno, druhé]`,
  ),
  badName: entry<{ kind: string; name: string }>(
    ({ kind, name }) => `'${name}' is not a valid name among ${kind}`,
    ({ kind, name }) => cz`„${name}“ není platné jméno mezi ${kind}`,
  ),
  writeName: entry(
    'Write the name as docker and kubectl show it',
    'Napište jméno tak, jak ho ukazuje docker a kubectl',
  ),
  builtIn: entry<{ kind: string; name: string }>(
    ({ kind, name }) => `'${name}' among ${kind} exists without the talk, which cannot own it`,
    ({ kind, name }) => cz`„${name}“ mezi ${kind} je i bez přednášky, ta ho vlastnit nemůže`,
  ),
  ownOther: entry<{ kind: string }>(
    ({ kind }) => `Name only what the talk itself creates among ${kind}`,
    ({ kind }) => cz`Uveďte mezi ${kind} jen to, co přednáška sama vytváří`,
  ),

  // Steps that create what the talk does not own
  unowned: entry<{ kind: string; name: string }>(
    ({ kind, name }) => `this creates '${name}' among ${kind}, which the talk does not own`,
    ({ kind, name }) => cz`tohle vytváří „${name}“ mezi ${kind} a přednáška to nevlastní`,
  ),
  ownIt: entry<{ file: string; line: string }>(
    ({ file, line }) => `Write into ${file}, below owns: ${line}`,
    ({ file, line }) => cz`Napište do ${file}, pod owns: ${line}`,
  ),
  inBuiltIn: entry<{ name: string }>(
    ({ name }) => `this creates something in the namespace '${name}', which a talk cannot own`,
    ({ name }) => cz`tohle vytváří něco v namespace „${name}“, který přednáška vlastnit nemůže`,
  ),
  inUnowned: entry<{ name: string }>(
    ({ name }) => `this creates something in the namespace '${name}', which the talk does not own`,
    ({ name }) => cz`tohle vytváří něco v namespace „${name}“, který přednáška nevlastní`,
  ),
  useOwn: entry(
    'Create it in a namespace that the talk owns: kubectl --namespace NAME',
    'Vytvořte to v namespace, který přednáška vlastní: kubectl --namespace JMÉNO',
  ),
});
