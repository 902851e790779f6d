/** The Markdown of notes and speeches. */
import type { ComponentChildren } from 'preact';
import type { Block, Inline } from '../../../../show/index.ts';

export function Text({ text }: { text: readonly Inline[] }) {
  return <>{text.map(styled)}</>;
}

function styled(inline: Inline): ComponentChildren {
  switch (inline.kind) {
    case 'text':
      return inline.text;
    case 'code':
      return <code>{inline.text}</code>;
    case 'strong':
      return (
        <strong>
          <Text text={inline.children} />
        </strong>
      );
    case 'emphasis':
      return (
        <em>
          <Text text={inline.children} />
        </em>
      );
    case 'deleted':
      return (
        <del>
          <Text text={inline.children} />
        </del>
      );
    case 'link':
      return /^https?:/.test(inline.url) ? (
        <a href={inline.url} rel="noreferrer" target="_blank">
          <Text text={inline.children} />
        </a>
      ) : (
        <Text text={inline.children} />
      );
    case 'break':
      return <br />;
  }
}

export function Blocks({ blocks }: { blocks: readonly Block[] }) {
  return <>{blocks.map(shown)}</>;
}

function shown(block: Block): ComponentChildren {
  switch (block.kind) {
    case 'heading':
      return (
        <h3>
          <Text text={block.text} />
        </h3>
      );
    case 'paragraph':
      return (
        <p>
          <Text text={block.text} />
        </p>
      );
    case 'list': {
      const items = block.items.map((blocks, index) => (
        <li key={index}>
          <Blocks blocks={blocks} />
        </li>
      ));
      return block.start === undefined ? <ul>{items}</ul> : <ol start={block.start}>{items}</ol>;
    }
    case 'quote':
      return (
        <blockquote>
          <Blocks blocks={block.blocks} />
        </blockquote>
      );
    case 'table':
      return <Table {...block} />;
    case 'rule':
      return <hr />;
    case 'code':
      return (
        <pre>
          <code>{block.text}</code>
        </pre>
      );
  }
}

function Table({ align, head, rows }: Extract<Block, { kind: 'table' }>) {
  const place = (column: number) => align[column] ?? 'left';
  return (
    <table>
      <thead>
        <tr>
          {head.map((cell, column) => (
            <th key={column} class={place(column)}>
              <Text text={cell} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={index}>
            {row.map((cell, column) => (
              <td key={column} class={place(column)}>
                <Text text={cell} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
