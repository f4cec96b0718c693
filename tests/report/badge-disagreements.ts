import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { z } from 'zod';
import { summarySchema } from '../runner/summary-schema.ts';
import { claimBadge, groupBadgeText, svgBadge, type BadgeEffect } from './badge-text.ts';

type Summary = z.infer<typeof summarySchema>;
type Claim = Summary['claims'][number];
/** What badges say and the summary does not: the file of evidence as it stands there. */
interface Evidence {
  readonly inconclusive?: string;
  readonly panels: readonly {
    readonly name: string;
    readonly held: number;
    readonly estimate: number;
    readonly lower: number | string;
  }[];
}

/** The text of a file of a folder. */
type Reader = (folder: string, name: string) => string;

const readText: Reader = (folder, name) => readFileSync(join(folder, name), 'utf8');

const paperOf = (id: string): string => id.split('/')[0]!;

/** A badge's fields as it has them and as the summary has them; those that agree are no disagreement. */
type Field = readonly [name: string, shown: unknown, summary: unknown];

const hues: Readonly<Record<string, string>> = {
  brightgreen: '#4b0',
  yellow: '#d8b800',
  red: '#dd4343',
  lightgrey: '#939393',
};

/**
 * Where a folder's badges, of claims, papers and all claims, as SVG and for shields.io, say something else than its
 * `summary.json`; both are read as they stand, by nothing that wrote them.
 */
export function badgeDisagreements(folder: string, read: Reader = readText): string[] {
  const json = (name: string): unknown => JSON.parse(read(folder, name)) as unknown;
  const summary = summarySchema.parse(json('summary.json'));
  const failures = summary.errors.map(({ id }) => id);
  const judged = summary.claims.filter(({ id }) => !failures.includes(id));
  const papers = new Set([...summary.claims.map(({ id }) => id), ...failures].map(paperOf));
  const evidenceOf = ({ id }: Claim): Evidence => json(`evidence/${id}.json`) as Evidence;
  const groups = [undefined, ...papers].map((paper) => {
    const isOwn = (id: string): boolean => paper === undefined || paperOf(id) === paper;
    const wanted = groupCounts(
      judged.filter(({ id }) => isOwn(id)),
      failures.filter(isOwn).length,
      (claim) => evidenceOf(claim).inconclusive,
    );
    return {
      name: paper === undefined ? 'badge' : `badges/${paper}`,
      fields: (message: string): Field[] => groupFields(message, wanted, summary.tier),
      label: paper ?? 'claims',
    };
  });
  const claims = summary.claims.map((claim) => ({
    name: `badges/${claim.id}`,
    fields: (message: string): Field[] => claimFields(message, claim, summary.tier, evidenceOf(claim)),
    label: claim.id,
  }));
  const known = [...groups, ...claims];
  const stray = badgesIn(folder).filter((name) => !known.some((one) => one.name === name));
  return [
    ...stray.map((name) => `${name}: in no summary`),
    ...known.flatMap(({ name, label, fields }) => {
      const endpoint = json(`${name}.json`) as { label: string; message: string; color: string };
      const { shown, aloud, color } = svgBadge(read(folder, `${name}.svg`));
      const text = `${label}: ${endpoint.message}`;
      return differing(name, [
        ['label', endpoint.label, label],
        ['SVG', shown, text],
        ...aloud.map((one) => ['SVG read aloud', one, text] as const),
        ['colour of the SVG', color, hues[endpoint.color]],
        ...fields(endpoint.message),
        ['colour', endpoint.color, colorOf(endpoint.message)],
      ]);
    }),
  ];
}

const differing = (name: string, fields: readonly Field[]): string[] =>
  fields
    .filter(([, shown, wanted]) => shown !== wanted)
    .map(([field, shown, wanted]) => `${name}: ${field} ${String(shown)}, wanted ${String(wanted)}`);

function badgesIn(folder: string): string[] {
  const below = readdirSync(join(folder, 'badges'), { recursive: true, encoding: 'utf8' });
  return below
    .filter((path) => path.endsWith('.svg'))
    .map((path) => `badges/${path.slice(0, -'.svg'.length).split(sep).join('/')}`);
}

function colorOf(message: string): string {
  if (/^earlier revision/.test(message) || /^\d+ of earlier sources ·/.test(message)) return 'lightgrey';
  if (/^refuted|not as expected|not judged/.test(message)) return 'red';
  return message.startsWith('inconclusive') ? 'yellow' : 'brightgreen';
}

function claimFields(message: string, claim: Claim, tier: string, evidence: Evidence): Field[] {
  const shown = claimBadge(message);
  const trained = claim.kind === 'empirical';
  const said = claim.combined ?? claim;
  const refuted = said.verdict === 'refuted';
  const fidelity = claim.fidelity === 'theorem' ? undefined : (claim.fidelity ?? undefined);
  return [
    ['verdict', shown.verdict, said.verdict],
    ['at this scale', shown.atThisScale, refuted && claim.fidelity === 'proxy'],
    ['successes', shown.successes, said.successes],
    ['seeds', shown.seeds, said.seeds],
    ['runs', shown.runs, claim.combined?.runs],
    ['machines', shown.machines, claim.combined?.machines],
    ['cases', shown.cases, !trained],
    ['tier', shown.tier, tier],
    ['fidelity', shown.fidelity, trained ? fidelity : undefined],
    // What is of an earlier revision is of earlier sources, not the other way round.
    ['earlier revision', shown.earlier && !claim.stale, false],
    ['side of the evidence', shown.evidence?.side, trained ? (refuted ? 'E-' : 'E') : undefined],
    ...agreeing('E', shown.evidence?.value, refuted ? said.evidenceAgainst : said.evidenceFor, trained),
    [
      'all mutants killed',
      shown.mutants && shown.mutants.killed === shown.mutants.of,
      trained ? undefined : claim.control.verdict === 'refuted',
    ],
    ...effectFields(shown.effect, claim, evidence),
  ];
}

function effectFields(shown: BadgeEffect | undefined, claim: Claim, { panels }: Evidence): Field[] {
  if (claim.effect === null || shown === undefined) return [['effect', shown, claim.effect ?? undefined]];
  const { panel: named } = shown;
  // The summary has the primary panel alone.
  const panel = named && panels.find(({ name }) => name === named.name);
  const { estimate, lower } = panel ?? claim.combined?.effect ?? claim.effect;
  const bound = typeof lower === 'number' ? lower : undefined;
  return [
    ...agreeing('effect', shown.estimate, estimate!, true),
    ...(bound === undefined
      ? [['bound', shown.bound, undefined] as const]
      : agreeing('bound', shown.bound, bound, true)),
    ['panel', named?.name, panel?.name],
    ['seeds on which it held', named?.held, panel?.held],
    ['seeds of the panel', named?.of, named && claim.seeds],
  ];
}

/** A number of a badge has three digits, and no decimals from a hundred on. */
function agreeing(name: string, shown: string | undefined, value: number, wanted: boolean): Field[] {
  if (!wanted || shown === undefined) return [[name, shown, wanted ? value : undefined]];
  const size = Math.abs(value) === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
  const digit = 10 ** (size >= 6 ? size - 2 : Math.min(0, size - 2));
  const agrees = Math.abs(Number(shown) - value) <= 0.5001 * digit;
  return [[name, agrees ? value : shown, value]];
}

function groupCounts(
  claims: readonly Claim[],
  failed: number,
  kindOf: (claim: Claim) => string | undefined,
): Readonly<Record<string, number>> {
  const fresh = claims.filter(({ stale }) => !stale);
  const expected = fresh.filter((claim) => {
    const kind = kindOf(claim);
    return claim.expected === (kind === undefined ? claim.verdict : `inconclusive: ${kind}`);
  });
  const supported = expected.filter(({ verdict }) => verdict === 'supported').length;
  const counts = {
    supported,
    findings: expected.length - supported,
    'not as expected': fresh.length - expected.length,
    'of earlier sources': claims.length - fresh.length,
    'not judged': failed,
  };
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}

function groupFields(message: string, wanted: Readonly<Record<string, number>>, tier: string): Field[] {
  const shown = groupBadgeText(message);
  return [
    ['counts', JSON.stringify(shown.counts), JSON.stringify(wanted)],
    ['tier', shown.tier, tier],
  ];
}
