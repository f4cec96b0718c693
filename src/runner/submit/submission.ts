/** What is submitted of a unit of the plan. */
export interface SubmittedUnit {
  /** Key of its result in the ledger: what `claimcheck work` is given. */
  readonly key: string;
  /** Ids of the claims that need it. */
  readonly claims: readonly string[];
  readonly arm: string;
  /** How long it is likely to train, where that is known. */
  readonly seconds: number | null;
  /** What it is likely to hold in memory, where that is known. */
  readonly megabytes: number | null;
}

/** What a task asks of the machine that it is started on. */
export interface Resources {
  readonly cpus?: number | undefined;
  readonly gpus?: number | undefined;
  /** MiB. */
  readonly memory?: number | undefined;
  /** Seconds after which the cluster may end it. */
  readonly time?: number | undefined;
}

/** Units that are to be trained by the machines of a cluster, which share the project's folder. */
export interface Submission {
  /** Folder of the project, absolute: the ledger is in it. */
  readonly project: string;
  /** The words before `work`, `submit` or `verify`. */
  readonly command: readonly string[];
  /** What `work` is told beside the key. */
  readonly options: readonly string[];
  readonly units: readonly SubmittedUnit[];
  readonly resources: Resources;
}
