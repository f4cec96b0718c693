import { type Arrangement, arrangedRows, hasDraws } from './arrangement.ts';
import { redecide } from './redecide.ts';
import type { StoredClaim } from './stored-claim.ts';
import { type Exchange, exchangesOf } from '../../src/claim/replacements.ts';

/** One arrangement in which nothing is there to find, and what the claim said of it from each base on. */
interface NullCheck {
  readonly name: string;
  readonly verdicts: readonly string[];
  /** Of these, those at which the panels held and only the controls spoke against. */
  readonly held: number;
}

/** What was tried of one kind, and what has no meaning for the claim. */
export interface NullChecks {
  readonly checks: readonly NullCheck[];
  /** Names of what was not tried. */
  readonly meaningless: readonly string[];
}

export const nullKinds = ['one arm', 'stand-in', 'treatment', 'flip'] as const;

export type NullKind = (typeof nullKinds)[number];

type Named = Readonly<Record<string, Arrangement | undefined>>;

/**
 * Holds a claim against arrangements of its stored runs in which there is nothing to find:
 * `one arm`: the runs of one arm in the place of every arm, each on other seeds;
 * `stand-in`: the arms that a control replaces are the stand-ins, on other seeds than these;
 * `treatment`: the stand-ins of a control are the arms that it replaces, on other seeds than these;
 * `flip`: the arms of a control's exchange have changed places, on their own seeds.
 */
export function nullChecks(stored: StoredClaim): Readonly<Record<NullKind, NullChecks>> {
  const { claim } = stored;
  const arms = Object.keys(claim.arms);
  const exchanges = Object.entries(exchangesOf(claim));
  const named = exchanges.flatMap(([, exchange]) => Object.entries(exchange).flat());
  const of = (arrange: (exchange: Exchange) => Arrangement | undefined): Named =>
    Object.fromEntries(exchanges.map(([name, exchange]) => [name, arrange(exchange)]));
  return {
    'one arm': tried(stored, Object.fromEntries([...new Set(named)].map((arm) => [arm, oneArm(arms, arm)]))),
    'stand-in': tried(stored, of(standIns)),
    treatment: tried(stored, of(treatments)),
    flip: tried(stored, flips(exchanges)),
  };
}

function oneArm(arms: readonly string[], arm: string): Arrangement {
  return Object.fromEntries(arms.map((place, draw) => [place, { arm, draw }]));
}

function standIns(exchange: Exchange): Arrangement {
  return Object.fromEntries(
    Object.entries(exchange).map(([replaced, arm], index) => [replaced, { arm, draw: index + 1 }]),
  );
}

/** Undefined where one arm stands in for several: it cannot be all of them. */
function treatments(exchange: Exchange): Arrangement | undefined {
  if (!isOneToOne(exchange)) return undefined;
  return Object.fromEntries(
    Object.entries(exchange).map(([arm, standIn], index) => [standIn, { arm, draw: index + 1 }]),
  );
}

/**
 * All pairs of an exchange at once; where an arm is in several, one by one those whose arm stands in for none, as the others
 * are comparisons of comparisons; an exchange that goes in circles is its own flip.
 */
function flips(exchanges: readonly (readonly [string, Exchange])[]): Named {
  return Object.fromEntries(
    exchanges.flatMap(([name, exchange]): [string, Arrangement][] => {
      const pairs = Object.entries(exchange);
      if (new Set(pairs.flat()).size === 2 * pairs.length) return [[name, swapped(pairs)]];
      const standIns = Object.values(exchange);
      const first = pairs.filter(([arm]) => !standIns.includes(arm));
      if (first.length === 0) return [[name, placed(pairs)]];
      return first.map((pair) => [`${name}: ${pair.join(' and ')}`, swapped([pair])]);
    }),
  );
}

const swapped = (pairs: readonly (readonly [string, string])[]): Arrangement =>
  placed(pairs.flatMap(([one, other]) => [[one, other] as const, [other, one] as const]));

/** Each arm's place taken by another one, on its own seeds. */
function placed(pairs: readonly (readonly [place: string, arm: string])[]): Arrangement {
  return Object.fromEntries(pairs.map(([place, arm]) => [place, { arm, draw: 0 }]));
}

const isOneToOne = (exchange: Exchange): boolean =>
  new Set(Object.values(exchange)).size === Object.keys(exchange).length;

function tried(stored: StoredClaim, arrangements: Named): NullChecks {
  const sound = (arrangement: Arrangement | undefined): arrangement is Arrangement =>
    arrangement !== undefined &&
    hasDraws(stored, 1 + Math.max(...Object.values(arrangement).map(({ draw }) => draw)));
  const entries = Object.entries(arrangements);
  return {
    checks: entries.flatMap(([name, arrangement]) =>
      sound(arrangement) ? [{ name, ...fromEachBase(stored, arrangement) }] : [],
    ),
    meaningless: entries.filter(([, arrangement]) => !sound(arrangement)).map(([name]) => name),
  };
}

function fromEachBase(stored: StoredClaim, arrangement: Arrangement): Omit<NullCheck, 'name'> {
  const decided = stored.bases.map((_, first) =>
    redecide(stored.claim, arrangedRows(stored, arrangement, first)),
  );
  return {
    verdicts: decided.map(({ verdict }) => verdict),
    held: decided.filter(({ verdict, holds }) => holds && verdict !== 'supported').length,
  };
}
