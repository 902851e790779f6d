/** What is typed into a step's terminal: lines behind its command, as `expect` has them. */
import { SCRIPTS } from '../../../messages/index.ts';
import { durationWithin } from '../../../notation/index.ts';
import { parseInfo } from './info-string.ts';
import type { Attribute, Info } from './info-string.ts';
import type { Report } from '../scene-error.ts';
import type { Position, ScriptEntry, ScriptEntryBase } from '../scene.ts';
import { suggestion } from '../suggestion.ts';
import { KEY_NAMES, sentBy } from './key-names.ts';

const LONGEST_WAIT = { least: '1ms', most: '1h' };
const STARTS_ENTRY = /^\s*(send=|wait\s+(for|time)=)/;

export interface Typed {
  command: string;
  script: ScriptEntry[];
}

/** @param first the line of the body's first line, from 1 */
export function splitScript(body: string, first: number, report: Report): Typed {
  const lines = body.split('\n');
  const start = lines.findIndex((line) => STARTS_ENTRY.test(line));
  if (start === -1) return { command: body, script: [] };
  const script = lines.slice(start).flatMap((line, index) => {
    if (line.trim() === '') return [];
    const position = { line: first + start + index, column: line.search(/\S/) + 1 };
    const entry = parseEntry(line.trim(), position, report);
    return entry ? [{ ...entry, line: line.trim(), position }] : [];
  });
  return { command: lines.slice(0, start).join('\n'), script };
}

type Entry = ScriptEntry extends infer E
  ? E extends unknown
    ? Omit<E, keyof ScriptEntryBase>
    : never
  : never;

function parseEntry(line: string, position: Position, report: Report): Entry | undefined {
  if (!STARTS_ENTRY.test(line)) {
    report(position, SCRIPTS.commandBehind, SCRIPTS.scriptLast);
    return undefined;
  }
  const isSend = line.startsWith('send=');
  // Behind the word there are attributes, as in the first line of a block.
  const info = parseInfo(
    isSend ? `send ${line}` : line,
    { ...position, column: position.column - (isSend ? 5 : 0) },
    report,
  );
  return info && (isSend ? parseSend(info, line, position, report) : parseWait(info, position, report));
}

function parseSend(info: Info, line: string, position: Position, report: Report): Entry | undefined {
  const [first, second] = info.attributes;
  if (second) return refuse(second, position, report, ['send']);
  const value = first!.value!;
  // In quotes it is text, whatever it says.
  if (/^send=["']/.test(line)) return { kind: 'send', data: `${value}\r` };
  const data = sentBy(value);
  if (data !== undefined && value.length > 1) return { kind: 'send', data };
  report(
    { ...position, column: first!.valueColumn },
    SCRIPTS.notKey({ key: value }),
    SCRIPTS.writeKey({ names: KEY_NAMES }),
  );
  return undefined;
}

function parseWait(info: Info, position: Position, report: Report): Entry | undefined {
  const known = ['for', 'time', 'timeout'];
  const unknown = info.attributes.find(({ name }) => !known.includes(name));
  if (unknown) return refuse(unknown, position, report, known);
  const given = (name: string) => info.attributes.find((attribute) => attribute.name === name);
  const [text, time, timeout] = [given('for'), given('time'), given('timeout')];
  const other = text ? time : timeout;
  if (other) {
    report({ ...position, column: other.column }, SCRIPTS.notBoth({ name: other.name }), SCRIPTS.waitForOne);
    return undefined;
  }
  const read = (attribute: Attribute) =>
    durationWithin(attribute.value ?? '', LONGEST_WAIT, (problem, remedy) => {
      report({ ...position, column: attribute.valueColumn }, problem, remedy);
      return undefined;
    });
  if (time) {
    const ms = read(time);
    return ms === undefined ? undefined : { kind: 'wait-time', ms };
  }
  if (text!.value) return { kind: 'wait-for', text: text!.value, timeoutMs: timeout && read(timeout) };
  report({ ...position, column: text!.valueColumn }, SCRIPTS.waitsForNothing, SCRIPTS.writeText);
  return undefined;
}

function refuse({ name, column }: Attribute, position: Position, report: Report, known: string[]): undefined {
  report({ ...position, column }, SCRIPTS.unknown({ name }), suggestion(name, known));
}
