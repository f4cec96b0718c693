/** What a reader of the tutorial does; commands that train have no output there and are none of these. */
export type Step =
  | { readonly kind: 'command'; readonly words: readonly string[]; readonly output: string }
  | { readonly kind: 'edit'; readonly path: string; readonly remove: string; readonly add: string }
  | { readonly kind: 'file'; readonly path: string; readonly text: string }
  | { readonly kind: 'copy'; readonly from: string; readonly to: string };

const block = /(?:<!-- (?:edit|file): (?<path>\S+) -->\n+)?```(?<language>\w+)\n(?<code>[\s\S]*?)\n```/g;

/**
 * The steps of a tutorial in its order: blocks `console` (a command after `$`, and what it prints), `diff` after
 * `<!-- edit: path -->`, others after `<!-- file: path -->`, and lines that copy files of the checkout.
 */
export function stepsOf(text: string): Step[] {
  return [...text.matchAll(block)].flatMap(({ groups }): Step[] => {
    const { path, language, code } = groups as { path?: string; language: string; code: string };
    if (language === 'console') {
      const [command, ...lines] = code.split('\n');
      const words = command!.replace(/^\$ npx claimcheck /, '').split(' ');
      return [{ kind: 'command', words, output: `${lines.join('\n')}\n` }];
    }
    if (path !== undefined && language === 'diff') {
      return [{ kind: 'edit', path, remove: signed(code, '-'), add: signed(code, '+') }];
    }
    if (path !== undefined) return [{ kind: 'file', path, text: `${code}\n` }];
    return [...code.matchAll(/^cp \.\.\/claimcheck\/(\S+)\{(\S+)\}(\S+) (\S+)/gm)].flatMap(
      ([, folder, names, end, to]) =>
        names!.split(',').map((name) => ({ kind: 'copy', from: `${folder}${name}${end}`, to: to! }) as const),
    );
  });
}

const signed = (diff: string, sign: string): string =>
  diff
    .split('\n')
    .filter((line) => line.startsWith(sign))
    .map((line) => line.slice(1))
    .join('\n');
