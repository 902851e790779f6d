/** Mistakes in the text of a scene: what is said, shown and noted. */
import { cz } from '../czech.ts';
import { area, entry } from '../message.ts';
import type { Text } from '../message.ts';

export const MARKDOWN = area('markdown', {
  nothing: entry('nothing happens in this scene', 'v této scéně se nic neděje'),
  addSomething: entry('Add speech or a step', 'Přidejte repliku, nebo krok'),

  // Comments
  commentNotClosed: entry('the comment is not closed', 'komentář není uzavřený'),
  closeComment: entry('Close it with -->', 'Uzavřete ho pomocí -->'),
  textAfterComment: entry(
    'there is text after the comment, on the same line',
    'za komentářem na jeho řádku pokračuje text',
  ),
  ownLine: entry('Put it on its own line', 'Dejte ho na vlastní řádek'),

  // Who speaks
  notBold: entry<{ text: string }>(
    ({ text }) => `'${text}' is not bold`,
    ({ text }) => cz`„${text}“ není tučně`,
  ),
  putSpace: entry('Put a space after it', 'Dejte za to mezeru'),
  notInCast: entry<{ character: string }>(
    ({ character }) => `${character} speaks but is not in the cast`,
    ({ character }) => cz`${character} mluví, ale není v obsazení`,
  ),
  addToCast: entry<{ choice: Text }>(
    ({ choice }) => `${choice}. Add the name to the cast in the front matter, or reword the paragraph`,
    ({ choice }) => cz`${choice}. Přidejte jméno do cast v úvodní hlavičce, nebo odstavec přeformulujte`,
  ),
  saysNothing: entry<{ character: string }>(
    ({ character }) => `${character} says nothing`,
    ({ character }) => cz`${character} nic neříká`,
  ),
  writeWords: entry(
    'Write the speech after the name, in the same paragraph',
    'Napište repliku za jméno, do stejného odstavce',
  ),

  // What a terminal cannot show
  image: entry('a terminal cannot show an image', 'terminál neukáže obrázek'),
  linkImage: entry(
    'Show it outside pycont, and link to it: [text](address)',
    'Ukažte ho vedle pycontu a odkažte na něj: [slova](adresa)',
  ),
  footnote: entry('a terminal cannot show a footnote', 'terminál neukáže poznámku pod čarou'),
  sayInText: entry('Say it in the text', 'Řekněte to v textu'),
  html: entry('a terminal cannot show HTML', 'terminál neukáže HTML'),
  writeMarkdown: entry(
    'Write it as Markdown; only comments, <!-- … -->, may be HTML',
    'Napište to jako Markdown; v HTML smějí být jen komentáře, <!-- … -->',
  ),

  // Blocks
  blockNotClosed: entry('the block is not closed', 'blok není uzavřený'),
  closeBlock: entry<{ marks: string }>(
    ({ marks }) => `Close it with a line of ${marks}`,
    ({ marks }) => cz`Uzavřete ho řádkem ${marks}`,
  ),
  noStepHere: entry('a step cannot begin here', 'tady krok začínat nemůže'),
  noBlockHere: entry('a block cannot begin here', 'tady blok začínat nemůže'),
  atMargin: entry(
    'Begin it without indentation, after an empty line: not in a list and not in a quote',
    'Začněte ho na okraji, za prázdným řádkem: ne v seznamu a ne v citaci',
  ),
  backtick: entry(
    'the first line of a block with backticks must not contain other backticks',
    'blok, který začíná zpětnými apostrofy, nesmí mít na prvním řádku žádný další',
  ),
  useTildes: entry<{ marks: string }>(
    ({ marks }) => `Begin and end it with ${marks}`,
    ({ marks }) => cz`Začněte a ukončete ho pomocí ${marks}`,
  ),
  notStep: entry<{ language: string }>(
    ({ language }) => `'${language}' is not a valid step, but the block has attributes of a step`,
    ({ language }) => cz`„${language}“ není platný krok, ale má atributy jako krok`,
  ),
  beginStep: entry(
    'Begin it with sh, diff or stop and a space; a block that is only shown has no attributes',
    'Začněte ho slovem sh, diff nebo stop a mezerou; blok, který se jen ukáže, atributy nemá',
  ),
});
