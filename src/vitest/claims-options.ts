import type { SeedFamily, Tier } from '#core';

/** What a project of claims is told, each of them optional. */
export interface ClaimsOptions {
  /** Folder of claim files, `<claims>/<paper>/<name>.claim.ts`, from the root of vitest's configuration. Default `claims`. */
  readonly claims?: string;
  /** The only claims that are tests, by id or glob: `some-paper/*`. Default all. */
  readonly only?: readonly string[];
  /** Folder of evidence, badges and `summary.json`. Default CLAIMCHECK_OUT, or `claimcheck-out`. */
  readonly out?: string;
  /** Sizes to train at. Default CLAIMCHECK_TIER, or `smoke`. */
  readonly tier?: Tier;
  /** 0 for the published seeds, any other whole number for fresh ones. Default CLAIMCHECK_SEED_BASE, or 0. */
  readonly seedBase?: number;
  /** `dev` while settings are chosen: decides nothing, and writes below `<out>/dev`. Default CLAIMCHECK_SEEDS, or `judge`. */
  readonly seeds?: SeedFamily;
  /** `auto` or an engine's name. Default CLAIMCHECK_ENGINE, or `auto`. */
  readonly engine?: string;
  /** Claims judged at the same time. Default CLAIMCHECK_JOBS, or one per core. */
  readonly jobs?: number;
  /** Name of the project, for `--project`. Default `claims`. */
  readonly name?: string;
}

/** How claims are judged, as it was written: the process that judges checks it, so that each test tells what is wrong. */
export interface JudgingSettings {
  readonly claims: string;
  readonly out: string;
  readonly tier: string;
  readonly seedBase: string;
  readonly seeds: string;
  readonly engine: string;
  readonly jobs: string | undefined;
}

/** The options completed by environment variables, which go before what is written in a file. */
export function judgingSettings(options: ClaimsOptions, env: NodeJS.ProcessEnv): JudgingSettings {
  const setting = (variable: string, written: string | number | undefined): string | undefined =>
    env[`CLAIMCHECK_${variable}`] ?? written?.toString();
  return {
    claims: options.claims ?? 'claims',
    out: setting('OUT', options.out) ?? 'claimcheck-out',
    tier: setting('TIER', options.tier) ?? 'smoke',
    seedBase: setting('SEED_BASE', options.seedBase) ?? '0',
    seeds: setting('SEEDS', options.seeds) ?? 'judge',
    engine: setting('ENGINE', options.engine) ?? 'auto',
    jobs: setting('JOBS', options.jobs),
  };
}
