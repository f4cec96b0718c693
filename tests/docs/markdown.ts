/** A page of the documentation by its path from the root of the repository. */
export interface Page {
  readonly path: string;
  readonly text: string;
}

/** A link or picture that does not lead to the web: a file, or none for the page itself, and a place in it. */
export interface LocalLink {
  readonly file: string;
  readonly anchor?: string;
}

export function localLinks({ text }: Page): LocalLink[] {
  const targets = [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target!);
  return targets
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => {
      const [file, anchor] = target.split('#');
      return { file: file!, ...(anchor !== undefined && { anchor }) };
    });
}

/** Places of a page that a link may lead to: its headings, as GitHub names them. */
export function anchorsOf({ text }: Page): string[] {
  const times = new Map<string, number>();
  return [...withoutCode(text).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading]) => {
    const words = heading!.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
    const name = words.replace(/[^\p{L}\p{N}_ -]/gu, '').replaceAll(' ', '-');
    const before = times.get(name) ?? 0;
    times.set(name, before + 1);
    return before === 0 ? name : `${name}-${before}`;
  });
}

const withoutCode = (text: string): string => text.replace(/^```[\s\S]*?^```/gm, '');

export interface Excerpt {
  /** Path of the file that is quoted. */
  readonly file: string;
  /** Stretches of it, in its order. */
  readonly parts: readonly string[];
}

/** Code blocks that quote a file: `<!-- excerpt: path -->` before the block, `// ...` where lines are left out. */
export function excerptsOf({ text }: Page): Excerpt[] {
  return [...text.matchAll(/<!-- excerpt: (\S+) -->\n+```\w+\n([\s\S]*?)\n```/g)].map(([, file, code]) => ({
    file: file!,
    parts: code!.split(/^[ \t]*\/\/ \.\.\.\n/m).map((part) => part.replace(/\n$/, '')),
  }));
}

/** What of an excerpt does not stand in the file, in this order. */
export function strayParts({ parts }: Excerpt, file: string): string[] {
  let from = 0;
  return parts.filter((part) => {
    const at = file.indexOf(part, from);
    if (at >= 0) from = at + part.length;
    return at < 0;
  });
}

/** Cells of every row of every table, without the lines that only draw; `after` skips to a marker. */
export function tableRows({ text }: Page, after = ''): string[][] {
  return text
    .slice(text.indexOf(after))
    .split('\n')
    .filter((line) => /^\|.*\|$/.test(line) && !/^[|\s:-]+$/.test(line))
    .map((line) =>
      line
        .slice(1, -1)
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim().replaceAll('\\|', '|')),
    );
}

/** Words in backticks, blocks of code aside. */
export function codeWords(text: string): string[] {
  return [...withoutCode(text).matchAll(/`([^`]+)`/g)].map(([, word]) => word!);
}
