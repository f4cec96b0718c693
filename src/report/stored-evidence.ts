import type { Evidence, Paper, Untested } from '#claim';
import type { Tier } from '#core';
import type { CanaryRecord } from '#engine';

/** Begins the name of a fingerprint's part that is of a data set; its value is the sum of what was read. */
export const datasetPart = 'data set ';

/** Where and with what a claim was judged. */
export interface Environment {
  /** Engine that trained, and why it was taken. */
  readonly engine: string;
  readonly engineWhy: string;
  /** Versions of the packages that compute: onnxruntime-node, @tensorflow/tfjs-core. */
  readonly packages: Readonly<Record<string, string>>;
  readonly claimcheck: string;
  readonly node: string;
  readonly platform: string;
  readonly cpu: string;
  readonly cores: number;
  /** Threads of one engine session. */
  readonly threads: number;
  /** Commit of the claims, and whether the working tree differed from it; null outside git. */
  readonly git: { readonly commit: string; readonly dirty: boolean } | null;
  /** sha256 of package-lock.json; null where there is none. */
  readonly lockfile: string | null;
}

/** What one part of the training took: an arm's seeds between two looks, or all cases of an invariant. */
export interface UnitTime {
  readonly arm: string;
  /** Indexes of its first seed and after its last. */
  readonly seeds: readonly [from: number, to: number];
  readonly seconds: number;
  /** Most memory that its process had held until then, in MiB. */
  readonly megabytes: number;
}

/** What of a machine may move the last digits of a number. */
export interface Machine {
  readonly cpu: string;
  /** Vector instructions that libraries choose their kernels by; empty where the system does not tell. */
  readonly features: string;
  readonly node: string;
  readonly platform: string;
}

/** What a run adds to the evidence. Everything that may differ between two equal judgements stands here. */
export interface RunBlock {
  readonly environment: Environment;
  /** Wall time of this claim, seconds; a resumed run counts its last part only. */
  readonly wallSeconds: number;
  /** ISO 8601, UTC. */
  readonly finishedAt: string;
  /** Content keys of all that the verdict depends on: when they are unchanged the evidence is reused. */
  readonly fingerprint: Readonly<Record<string, string>>;
  /** What the first steps of each program gave beside another engine; not in evidence from before they were held. */
  readonly canary?: readonly CanaryRecord[] | undefined;
  /** What its parts took, whenever and wherever each was trained; none of what was trained before that was kept. */
  readonly units?: readonly UnitTime[] | undefined;
  /** The machines that trained its parts, where they are not all alike. */
  readonly machines?: readonly Machine[] | undefined;
}

/** One run of a claim that was published, as it was told then. */
export interface PublishedRun {
  /** ISO 8601, UTC. */
  readonly judged: string;
  readonly commit: string | null;
  readonly revision: number;
  readonly seedBase: number;
  readonly engine: string;
  readonly verdict: Evidence['verdict'];
  readonly inconclusive?: string;
  readonly successes: number;
  readonly seeds: number;
}

/** Evidence of a claim from one run, and whose it is. */
export interface Contribution extends StoredEvidence {
  /** A folder, or the name of a published replication. */
  readonly from: string;
}

/** Evidence of one claim and tier in a folder, or why there is none that can be read. */
export interface CollectedEvidence {
  readonly id: string;
  readonly tier: Tier;
  readonly stored?: StoredEvidence;
  /** What is wrong with the evidence file, or that there is none. */
  readonly problem?: string;
  /** Its sources have changed since it was judged. */
  readonly stale?: boolean;
  /** What was published of it, the oldest first. */
  readonly history?: readonly PublishedRun[];
  /** Its published replications, of the same revision. */
  readonly replications?: readonly Contribution[];
  /** What is wrong with those that cannot be read. */
  readonly unreadReplications?: readonly string[];
}

/** How many of how many, with the exact 95 % interval of the share. */
interface CalibrationRow {
  readonly what: string;
  readonly count: number;
  readonly of: number;
  readonly low: number;
  readonly high: number;
}

/** What was found of a suite's claims where there is nothing to find, and where they were sabotaged. */
export interface CalibrationSummary {
  readonly tier: Tier;
  /** ISO 8601. */
  readonly date: string;
  readonly commit: string;
  /** Claims that were looked at. */
  readonly claims: number;
  readonly rows: readonly CalibrationRow[];
}

/** What claim files say of a paper besides what is in the evidence. */
export interface CollectedPaper extends Paper {
  readonly untested: Untested;
  /** Its README without the table of claims, in Markdown. */
  readonly text?: string;
}

/** An evidence file: what was decided, and the run that decided it. */
export interface StoredEvidence {
  readonly evidence: Evidence;
  readonly run: RunBlock;
}
