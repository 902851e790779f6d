import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Enough speeches for every key press. */
const WORDS = 1_000;

const FACTS = (id: string) => `---\nid: ${id}\ntitle: ${id}\ncast: [Narrator]\nbudget: 9m\n---\n`;
const step = (info: string, command: string) => `\n\`\`\`sh ${info}\n${command}\n\`\`\`\n`;

/** A talk with speeches, a command, and a command that takes long. @returns its folder */
export function writeTalk(folder: string): string {
  const scenes = {
    words: Array.from({ length: WORDS }, (_, index) => `Narrator: word ${index}.\n`).join('\n'),
    steps: Array.from({ length: WORDS }, (_, index) => step('exit=0', `echo ran ${index}`)).join(''),
    long: 'Narrator: Look.\n' + step('exit=0', `echo ${'a long command is being typed here '.repeat(12)}`),
    silent:
      step('name=server background check="true"', 'sleep 600') + step('exit=0 timeout=600s', 'sleep 300'),
  };
  Object.entries(scenes).forEach(([id, body], index) => {
    mkdirSync(join(folder, `${index + 1}-${id}`), { recursive: true });
    writeFileSync(join(folder, `${index + 1}-${id}`, 'scene.md'), FACTS(id) + body);
  });
  return folder;
}
