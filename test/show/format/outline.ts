/** What a scene shows, a line for each of its items. */
import type { Block, Inline } from '../../../src/show/format/document.ts';
import type { Item } from '../../../src/show/format/scene.ts';

export function outline(items: readonly (Item | Block)[]): string[] {
  return items.map((item) => {
    switch (item.kind) {
      case 'speech':
        return `${item.character}${item.mood ? ` (${item.mood})` : ''}: ${marked(item.text)}`;
      case 'direction':
        return `direction ${marked(item.text)}`;
      case 'step':
        return `step ${item.step.id}`;
      case 'heading':
        return `h${item.level} ${marked(item.text)}`;
      case 'paragraph':
        return marked(item.text);
      case 'list': {
        const name = item.start === undefined ? 'list' : `list from ${item.start}`;
        return `${item.loose ? 'loose ' : ''}${name} ${item.items.map((blocks) => `[${outline(blocks).join(' / ')}]`).join(' ')}`;
      }
      case 'quote':
        return `quote {${outline(item.blocks).join(' / ')}}`;
      case 'table':
        return `table ${item.align.join(',')} ${[item.head, ...item.rows].map((row) => row.map(marked).join('|')).join(' // ')}`;
      case 'rule':
        return 'rule';
      case 'code':
        return `${item.language || 'code'}: ${item.text}`;
    }
  });
}

function marked(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => {
      switch (inline.kind) {
        case 'text':
          return inline.text;
        case 'code':
          return `\`${inline.text}\``;
        case 'emphasis':
          return `*${marked(inline.children)}*`;
        case 'strong':
          return `**${marked(inline.children)}**`;
        case 'deleted':
          return `~~${marked(inline.children)}~~`;
        case 'link':
          return `[${marked(inline.children)}](${inline.url})`;
        case 'break':
          return '⏎';
      }
    })
    .join('');
}
