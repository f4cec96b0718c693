import type { Claim, EmpiricalClaim } from '#claim';
import { type RunContext, seedsOf, type Tier, tiers, UserError, nearMatches } from '#core';
import { matrixPeak, type ProfileSummary, resolveEngine, summarizeProfile } from '#engine';
import { profilePrograms } from '#train';
import { type ClaimEntry, surveyClaims, selectClaims } from '#sources';

/** Replicas of a first look, the most that are trained at once. */
const mostReplicas = 8;

export interface ProfileOptions {
  /** Folder of claim files. */
  readonly claims: string;
  /** Id of a claim, or as much of it as names one. */
  readonly claim: string;
  /** Default: the first arm. */
  readonly arm?: string | undefined;
  readonly tier: Tier;
  /** Steps of training after which the arm is stopped. */
  readonly steps: number;
  readonly engine: string;
  readonly threads: number;
}

/** Where the training of one arm of a claim spends its time. */
export interface ArmProfile {
  readonly claim: string;
  readonly arm: string;
  readonly tier: Tier;
  readonly engine: string;
  readonly threads: number;
  readonly replicas: number;
  /** Of every step that was compiled, the dearest program first. */
  readonly programs: readonly ProfileSummary[];
}

/**
 * Trains one arm of a claim for a few steps on development seeds, with every kernel timed.
 * @throws UserError when there is no such claim, arm or tier, when the arm compiles no step, or the engine has no profile
 */
export async function profileArm(
  options: ProfileOptions,
  load: (entry: ClaimEntry) => Promise<Claim>,
): Promise<ArmProfile> {
  const { tier, threads } = options;
  const claim = await chosenClaim(options, load);
  const arm = chosenArm(claim, options.arm);
  const size = claim.tiers[tier];
  if (!size) throw withoutTier(claim, tier);
  const { engine } = await resolveEngine(options.engine);
  const replicas = Math.min(mostReplicas, size.seeds ?? mostReplicas);
  const seeds = seedsOf({ id: claim.id, revision: claim.revision, family: 'dev', base: 0 }, 0, replicas);
  const profiles = await profilePrograms(options.steps, () =>
    untilStep(options.steps, async (control) => {
      await claim.arms[arm]!({ seeds, engine, threads, ...control }, size);
    }),
  );
  if (profiles.length === 0) {
    throw new UserError(
      `arm "${arm}" of ${claim.id} trains without compiling a step`,
      'profile an arm that trains through scan',
    );
  }
  const peak = await matrixPeak(engine);
  const programs = profiles
    .map((profile) => summarizeProfile(profile, peak))
    .sort((a, b) => b.seconds - a.seconds);
  return { claim: claim.id, arm, tier, engine, threads, replicas, programs };
}

/** Does a training that is told to stop when it has done `steps` steps of any of its parts. */
async function untilStep(
  steps: number,
  train: (control: Pick<RunContext, 'onProgress' | 'signal'>) => Promise<void>,
): Promise<void> {
  const enough = new AbortController();
  try {
    await train({
      signal: enough.signal,
      onProgress: ({ step }) => {
        if (step >= steps) enough.abort();
      },
    });
  } catch (error) {
    if (!enough.signal.aborted) throw error;
  }
}

async function chosenClaim(
  { claims, claim: name }: ProfileOptions,
  load: (entry: ClaimEntry) => Promise<Claim>,
): Promise<EmpiricalClaim> {
  const found = selectClaims(surveyClaims(claims), [name]);
  if (found.length > 1) {
    const ids = found.map(({ id }) => id);
    throw new UserError(`"${name}" matches ${ids.length} claims`, `choose one of ${ids.join(', ')}`);
  }
  const claim = await load(found[0]!);
  if (claim.kind === 'empirical') return claim;
  throw new UserError(
    `claim ${claim.id} is a theorem: nothing is trained`,
    'profile a claim with arms; "claimcheck list" shows which are invariants',
  );
}

function chosenArm({ id, arms }: EmpiricalClaim, asked: string | undefined): string {
  const names = Object.keys(arms);
  const arm = asked ?? names[0]!;
  if (names.includes(arm)) return arm;
  const near = nearMatches(arm, names);
  throw new UserError(
    `claim ${id} has no arm "${arm}"`,
    near.length > 0 ? `did you mean ${near.join(' or ')}?` : `its arms are ${names.join(', ')}`,
  );
}

function withoutTier(claim: EmpiricalClaim, tier: Tier): UserError {
  const there = tiers.filter((known) => claim.tiers[known] !== undefined);
  return new UserError(`claim ${claim.id} has no tier "${tier}"`, `choose one of ${there.join(', ')}`);
}
