/** A page of the documentation by its path from the root of the repository. */
export interface Page {
  readonly path: string;
  readonly text: string;
}

/** Targets of links and pictures that are not addresses of the web or places within the page. */
export function localLinks({ text }: Page): string[] {
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target!.replace(/#.*$/, ''));
  return targets.filter((target) => target !== '' && !/^[a-z]+:/.test(target));
}

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
  const prose = text.replace(/^```[\s\S]*?^```/gm, '');
  return [...prose.matchAll(/`([^`]+)`/g)].map(([, word]) => word!);
}
