import type { Reporter, TestProject, TestRunEndReason, TestSpecification, Vitest } from 'vitest/node';
import type { ClaimAnswer } from './claim-answer.ts';
import { claimIdOf } from './claim-id.ts';
import type { JudgingSettings } from './claims-options.ts';
import { JudgingRun } from './judging-run.ts';
import { linkFiles } from './link-files.ts';
import { takeSignals } from './take-signals.ts';

/**
 * Judges the claims of each run of vitest: begins with the run, and lets the run end when evidence and summary are written.
 * It stands beside the reporters that were asked for, whose output it leaves alone: what it shows goes to standard error.
 */
export class JudgingReporter implements Reporter {
  readonly #vitest: Vitest;
  readonly #project: TestProject;
  readonly #settings: JudgingSettings;
  #run: JudgingRun | undefined;
  #release: (() => void) | undefined;
  #stopping = false;

  constructor(vitest: Vitest, project: TestProject, settings: JudgingSettings) {
    this.#vitest = vitest;
    this.#project = project;
    this.#settings = settings;
  }

  /** What the test of a claim is told, as soon as it is settled. */
  readonly answer = (id: string): Promise<ClaimAnswer> => {
    // Vitest forgets who wants to know of an end whenever it begins a run: a test that asks runs already.
    this.#vitest.onCancel(this.#stop);
    return this.#run?.answer(id) ?? Promise.resolve({ type: 'stopped' });
  };

  readonly #stop = (): void => this.#run?.stop();

  async onTestRunStart(specifications: readonly TestSpecification[]): Promise<void> {
    await this.#run?.ended;
    const ids = this.#idsOf(specifications);
    this.#run = undefined;
    if (ids.length === 0 || this.#vitest.config.mergeReports) return;
    const { root } = this.#project.config;
    this.#stopping = false;
    this.#run = new JudgingRun({
      ids,
      settings: this.#settings,
      cwd: root,
      show: (text) => process.stderr.write(text),
      onFiles: (file, uses) => void linkFiles(this.#project, file, uses),
    });
    this.#release = takeSignals((exitCode) => this.#interrupt(exitCode));
  }

  async onTestRunEnd(_: unknown, __: unknown, reason: TestRunEndReason): Promise<void> {
    if (reason === 'interrupted') this.#run?.stop();
    await this.#run?.ended;
    this.#release?.();
    this.#release = undefined;
  }

  /** The claims of this project among what is to run, by file and by name. */
  #idsOf(specifications: readonly TestSpecification[]): string[] {
    const pattern = this.#vitest.getGlobalTestNamePattern();
    return specifications
      .filter(({ project }) => project === this.#project)
      .flatMap(({ moduleId }) => claimIdOf(moduleId) ?? [])
      .filter((id) => !pattern || id.search(pattern) >= 0);
  }

  #interrupt(exitCode: number): void {
    if (this.#stopping) return this.#run?.kill();
    this.#stopping = true;
    process.stderr.write('stopping after the chunks in flight; press Ctrl-C again to end at once\n');
    // Vitest sets an exit code of its own when it ends.
    process.once('exit', () => (process.exitCode = exitCode));
    this.#run?.stop();
    void this.#vitest.cancelCurrentRun('keyboard-input').then(() => {
      // Watching would go on.
      if (this.#vitest.config.watch) return this.#vitest.exit(true);
    });
  }
}
