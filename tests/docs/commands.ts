import type { Page } from './markdown.ts';

/** A command of claimcheck that a page names, with the options and claims that it is given. */
export interface NamedCommand {
  readonly command: string;
  readonly options: readonly string[];
  /** Arguments of the form `<paper>/<claim>`. */
  readonly claims: readonly string[];
}

/** Every `npx claimcheck ...`, and `npm run verify -- ...`, which is the same as the command `verify`. */
export function namedCommands({ text }: Page): NamedCommand[] {
  return [...text.matchAll(/(?:npx claimcheck |npm run (?=verify -- ))([a-z]+)([^`\n]*)/g)].map(
    ([, command, rest]) => {
      const words = rest!.replace(/#.*/, '').split(/[\s;]+/);
      return {
        command: command!,
        options: words.filter((word) => /^--[a-z]/.test(word)).map((word) => word.replace(/[=,.:].*/, '')),
        claims: words.filter((word) => /^[a-z][a-z0-9-]*\/[a-z][a-z0-9-]*$/.test(word)),
      };
    },
  );
}

/** Scripts of the manifest that a page names. */
export function namedScripts({ text }: Page): string[] {
  return [...text.matchAll(/npm run ([a-z][a-z:]*[a-z])/g)].map(([, script]) => script!);
}

/** Names that a page gives to `--project` of vitest. */
export function namedProjects({ text }: Page): string[] {
  return [...text.matchAll(/--project[ =]([a-z-]+)/g)].map(([, project]) => project!);
}

/** Paths of this repository that stand in backticks or after a command of vitest, patterns and places to fill aside. */
export function namedPaths({ text }: Page): string[] {
  const found = text.matchAll(/(?<=[`\s])(?:src|tests|bench|reports|tools|\.ci)\/[^\s`,;:()]+/g);
  return [...found].map(([path]) => path.replace(/[.]$/, '')).filter((path) => !/[<*{$]/.test(path));
}
