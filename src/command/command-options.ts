/** Where numbers stand: `stdout` (the default), `stderr`, or a file, relative to `{out}`. */
interface InFile {
  readonly file?: string;
}

/**
 * How numbers are read from what a program leaves behind: one per line, row or event that has the value, in their order.
 * `step` names where the step of each stands; a series without it has a number for every step.
 */
export type Reading =
  /** Lines that are JSON objects: names of fields, `train.loss` of one inside of another. */
  | ({ readonly from: 'json-lines'; readonly value: string; readonly step?: string } & InFile)
  /** A table with a head: names of columns. What an empty cell means has to be said where there are any. */
  | {
      readonly from: 'csv';
      readonly file: string;
      readonly value: string;
      readonly step?: string;
      readonly blank?: 'skip' | 'NaN';
    }
  /** Scalars of TensorBoard event files anywhere below a folder, which is `{out}` by default. Each has its step. */
  | { readonly from: 'tensorboard'; readonly tag: string; readonly folder?: string }
  /** Every match of an expression with a group `value`, and `step` where it is known: `/loss (?<value>\S+)/`. */
  | ({ readonly from: 'pattern'; readonly match: RegExp } & InFile);

/** A program that trains one seed, and what is read from it. */
export interface CommandOptions<Size> {
  /**
   * Program and arguments, without a shell. Placeholders, also in `env`, `cwd` and the files that are read: `{seed}`, a whole
   * number below 2^31 that all arms of a claim share; `{out}`, an empty folder of this seed; `{threads}`; `{size.name}`, a
   * size of the tier. `{{name}}` is the text `{name}`.
   */
  readonly run: readonly string[];
  /**
   * Folder of the program's code, or several, each in a git repository: commit and changes are recorded, and a change makes
   * evidence stale. Relative to where claimcheck runs, so better a URL: `new URL('./code/', import.meta.url)`.
   */
  readonly code: string | URL | readonly (string | URL)[];
  /** Folder in which it runs; default the first of `code`. */
  readonly cwd?: string | URL;
  /** Variables besides those of claimcheck's own environment. They are part of what results are kept by, those are not. */
  readonly env?: Readonly<Record<string, string>>;
  /** Series of the trajectory by name. */
  readonly series?: Readonly<Record<string, Reading>>;
  /** Single numbers of the trajectory by name: the last that is read. */
  readonly values?: Readonly<Record<string, Reading>>;
  /** Optimizer steps that a run takes, or where the program says so (the last number that is read). */
  readonly steps: number | ((size: Size) => number) | Reading;
  /** Processes at the same time; default as many as there are threads (or `gpus`). */
  readonly atOnce?: number;
  /** Threads that one process is told to use (`OMP_NUM_THREADS` and the like); default 1. */
  readonly threads?: number;
  /** Seconds after which a run is ended as hung; default 3600. */
  readonly timeoutSeconds?: number;
  /** MiB that a run with all the processes that it starts may hold; it is ended when it holds more. Linux only. */
  readonly memoryMiB?: number;
  /**
   * Numbers of the graphics processors, handed out one per process as CUDA_VISIBLE_DEVICES; one that another claim's program
   * has is waited for.
   */
  readonly gpus?: readonly number[];
  /** What prints the version of the interpreter; known for python, node, julia, Rscript and some more. */
  readonly version?: readonly string[];
  /** What prints the installed packages, one a line; default `pip freeze` of the python that runs, else nothing. */
  readonly packages?: readonly string[];
}
