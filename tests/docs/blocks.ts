import { Marked, type Token, type Tokens } from 'marked';

/** A part of a page that stands by itself: a heading, a comment alone, a paragraph, a table, or an item of a list. */
export interface Block {
  readonly type: 'heading' | 'comment' | 'text';
  readonly text: string;
  /** From 1. */
  readonly line: number;
}

/** Blocks of a page in their order; what is generated, and code, are none. */
export function blocksOf(text: string): Block[] {
  const generated = /^<!-- (claims|badges) -->$[\s\S]*?^<!-- \/\1 -->$/gm;
  const own = text.replace(generated, (place) => place.replace(/[^\n]/g, ''));
  const blocks: Block[] = [];
  let line = 1;
  const add = (token: Token): void => {
    if (token.type === 'list') return (token as Tokens.List).items.forEach(add);
    const start = line + /^\n*/.exec(token.raw)![0].length;
    if (token.type === 'heading') blocks.push({ type: 'heading', text: headingOf(token), line: start });
    else if (!['code', 'space', 'hr', 'def'].includes(token.type)) {
      const alone = /^<!--[^\n]*-->\s*$/.test(token.raw);
      blocks.push({ type: alone ? 'comment' : 'text', text: token.raw, line: start });
    }
    line += token.raw.split('\n').length - 1;
  };
  new Marked().lexer(own).forEach(add);
  return blocks;
}

/** What stands before the first section is below the title, which names none. */
function headingOf(token: Token): string {
  const { depth, text } = token as Tokens.Heading;
  return depth === 1 ? '' : text;
}
