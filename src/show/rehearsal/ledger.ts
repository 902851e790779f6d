/** The measured times and verdicts of rehearsals: one file for each rehearsal, one row for each step. */
import { mkdir, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Failure } from '../player/expectations.ts';
import { STEPS } from '../../messages/index.ts';
import type { Text } from '../../messages/index.ts';
import { storageError } from '../../errors/storage-error.ts';
import { replaceFile } from '../../system/replace-file.ts';

export const LEDGER_VERSION = 1;

export interface StepRow {
  id: string;
  /** If it is a message, its file has it in English. */
  name: Text;
  /** Of a fix that nobody has named: it is called in the language of whoever reads of it. */
  unnamed?: true;
  kind: 'command' | 'fix' | 'stop';
  /** As typed; for a fix its patch, for a stop the background step's id. */
  command: string;
  verdict: 'passed' | 'failed';
  ms: number;
  attempts: number;
  exitCode?: number;
  failures: Failure[];
  /** The last lines of the output, for a step that failed. */
  output?: string;
}

export interface SceneRow {
  number: number;
  id: string;
  title: string;
  /** Milliseconds. */
  budgetMs: number;
  ms: number;
  verdict: 'passed' | 'failed' | 'not run';
  steps: StepRow[];
}

export interface Ledger {
  version: typeof LEDGER_VERSION;
  /** ISO 8601. */
  startedAt: string;
  /** Absolute path of the talk's folder; ledgers of older versions have none. */
  talk?: string;
  stage: string;
  language: string;
  /** Wall-clock time of the rehearsal, with preparation and clean-up. */
  ms: number;
  verdict: 'passed' | 'failed' | 'interrupted';
  scenes: SceneRow[];
}

/** @returns the file's path */
export async function writeLedger(folder: string, ledger: Ledger): Promise<string> {
  const file = join(folder, `rehearsal-${ledger.startedAt.replace(/[:.]/g, '-')}.json`);
  try {
    await mkdir(folder, { recursive: true });
    await replaceFile(file, `${JSON.stringify(ledger, null, 2)}\n`, { flush: true });
    return file;
  } catch (cause) {
    throw storageError(cause, file);
  }
}

/** Paths of the ledgers, oldest first. */
async function listLedgers(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => /^rehearsal-.*\.json$/.test(name))
    .sort()
    .map((name) => join(folder, name));
}

/** The ledgers of a talk, oldest first; files that cannot be read are left out. */
export async function readLedgers(folder: string, talk: string, stage?: string): Promise<Ledger[]> {
  const ledgers = await Promise.all((await listLedgers(folder)).map(readLedger));
  return ledgers.filter(
    (ledger) =>
      ledger !== undefined &&
      (ledger.talk === undefined || ledger.talk === talk) &&
      (stage === undefined || ledger.stage === stage),
  ) as Ledger[];
}

async function readLedger(file: string): Promise<Ledger | undefined> {
  try {
    const ledger: unknown = JSON.parse(await readFile(file, 'utf8'));
    return isLedger(ledger) ? { ...ledger, scenes: ledger.scenes.map(withNames) } : undefined;
  } catch {
    return undefined;
  }
}

/** The name of a fix that has none is English in the file. */
function withNames(scene: SceneRow): SceneRow {
  return { ...scene, steps: scene.steps.map((step) => (step.unnamed ? { ...step, name: STEPS.fix } : step)) };
}

/** One file that was edited, or damaged by the disk, must not make the others unusable. */
function isLedger(value: unknown): value is Ledger {
  const { version, startedAt, stage, verdict, ms, scenes } = (value ?? {}) as Partial<Ledger>;
  return (
    version === LEDGER_VERSION &&
    [startedAt, stage, verdict].every(isText) &&
    isNumber(ms) &&
    isListOf(isSceneRow, scenes)
  );
}

function isSceneRow(value: unknown): boolean {
  const { number, id, title, budgetMs, ms, verdict, steps } = (value ?? {}) as Partial<SceneRow>;
  return (
    [number, budgetMs, ms].every(isNumber) && [id, title, verdict].every(isText) && isListOf(isStepRow, steps)
  );
}

function isStepRow(value: unknown): boolean {
  const { id, name, command, verdict, ms, failures } = (value ?? {}) as Partial<StepRow>;
  const isFailure = (each: unknown) => {
    const { expected, got } = (each ?? {}) as Partial<Failure>;
    return isText(expected) && isText(got);
  };
  return [id, name, command, verdict].every(isText) && isNumber(ms) && isListOf(isFailure, failures);
}

function isListOf(isOne: (value: unknown) => boolean, value: unknown): boolean {
  return Array.isArray(value) && value.every(isOne);
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isNumber(value: unknown): boolean {
  return Number.isFinite(value);
}
