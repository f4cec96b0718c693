import { textsOf } from './svg-texts.ts';

/** What the badge of a claim says, read off its text. */
export interface ClaimBadge {
  readonly earlier: boolean;
  readonly verdict: string;
  readonly atThisScale: boolean;
  readonly successes: number;
  readonly seeds: number;
  readonly cases: boolean;
  /** Runs that are counted together; undefined where it is one alone. */
  readonly runs: number | undefined;
  readonly machines: number | undefined;
  readonly tier: string;
  readonly fidelity: string | undefined;
  /** `E` or `E-`, with its value. */
  readonly evidence: { readonly side: string; readonly value: string } | undefined;
  readonly effect: BadgeEffect | undefined;
  readonly mutants: { readonly killed: number; readonly of: number } | undefined;
}

export interface BadgeEffect {
  /** A further panel, with how often it held; the primary one has no name. */
  readonly panel: { readonly name: string; readonly held: number; readonly of: number } | undefined;
  readonly estimate: string;
  /** Undefined where there is no bound yet. */
  readonly bound: string | undefined;
}

const number = String.raw`[+-]?\d+(?:\.\d+)?(?:e-?\d+)?`;

/** Reads the message of a claim's badge; throws where it has another form. */
export function claimBadge(message: string): ClaimBadge {
  const earlier = message.startsWith('earlier revision: ');
  const parts = message.replace('earlier revision: ', '').split(' · ');
  const [, verdict, scale, successes, seeds, cases, runs, kinds] = fits(
    /^(supported|refuted|inconclusive)( at this scale)? (\d+)\/(\d+)( cases)?(?: in (\d+) runs on (one|\d+) kinds? of machine)?$/,
    parts[0]!,
  );
  const machines = kinds === 'one' ? 1 : Number(kinds);
  const [, tier, fidelity] = fits(/^(\w+)(?:, (\w+))?$/, parts.at(-1)!);
  const between = parts.slice(1, -1);
  const first = <T>(read: (part: string) => T | undefined): T | undefined =>
    between.map(read).find((found) => found !== undefined);
  return {
    ...{ earlier, verdict: verdict!, atThisScale: scale !== undefined, cases: cases !== undefined },
    ...{ successes: Number(successes), seeds: Number(seeds), tier: tier!, fidelity },
    ...(runs === undefined ? { runs: undefined, machines: undefined } : { runs: Number(runs), machines }),
    evidence: first(evidenceIn),
    effect: first(effectIn),
    mutants: first(mutantsIn),
  };
}

function evidenceIn(part: string): ClaimBadge['evidence'] {
  const [, side, value] = new RegExp(`^(E-?)=(${number})$`).exec(part) ?? [];
  return side === undefined ? undefined : { side, value: value! };
}

function mutantsIn(part: string): ClaimBadge['mutants'] {
  const [, killed, of] = /^(\d+)\/(\d+) mutants killed$/.exec(part) ?? [];
  return killed === undefined ? undefined : { killed: Number(killed), of: Number(of) };
}

function effectIn(part: string): BadgeEffect | undefined {
  const sign = String.raw`>=|<=|\|\.\| <=|slack >=`;
  const form = new RegExp(
    `^(?:(.+) (\\d+)/(\\d+): )?(${number}) \\((?:no bound yet|(?:${sign}) (${number}))\\)$`,
  );
  const [, name, held, of, estimate, bound] = form.exec(part) ?? [];
  if (estimate === undefined) return undefined;
  const panel = name === undefined ? undefined : { name, held: Number(held), of: Number(of) };
  return { panel, estimate, bound };
}

/** Counts in the badge of a paper or of all claims, by their words, and its tier. */
export function groupBadgeText(message: string): {
  readonly counts: Readonly<Record<string, number>>;
  readonly tier: string;
} {
  const [, listed, tier] = fits(/^(.+) · (\w+)$/, message);
  const counts = listed!.split(', ').map((part) => {
    const [, count, word] = fits(/^(\d+) (.+)$/, part);
    return [word!.replace(/^finding$/, 'findings'), Number(count)] as const;
  });
  return { counts: Object.fromEntries(counts), tier: tier! };
}

/** What a badge shows, what it reads out, and its colour: `label: message`. */
export function svgBadge(svg: string): {
  readonly shown: string;
  readonly aloud: readonly string[];
  readonly color: string;
} {
  const plain = (text: string): string =>
    text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
  const texts = textsOf(svg).map(plain);
  const aloud = [fits(/aria-label="([^"]*)"/, svg)[1]!, fits(/<title>(.*)<\/title>/, svg)[1]!].map(plain);
  const fills = [...svg.matchAll(/<rect [^>]*fill="(#\w+)"/g)].map(([, fill]) => fill!);
  return { shown: [...new Set(texts)].join(': '), aloud, color: fills[1]! };
}

function fits(form: RegExp, text: string): RegExpExecArray {
  const found = form.exec(text);
  if (!found) throw new Error(`"${text}" is not of the form ${form.source}`);
  return found;
}
