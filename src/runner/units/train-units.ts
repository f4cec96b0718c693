import { ended, inLanes, type LaneOptions } from '../in-lanes.ts';
import type { JudgeSettings, JudgeTask, TrainingReport, UnitOutcome } from '../protocol.ts';
import type { Unit } from './unit.ts';

export interface TrainOptions extends LaneOptions {
  readonly settings: JudgeSettings;
  /** By key the judging of one of the claims that need a unit. */
  readonly tasks: ReadonlyMap<string, JudgeTask>;
  readonly onStart: (unit: Unit) => void;
  readonly onProgress: (unit: Unit, report: TrainingReport) => void;
  readonly onOutcome: (unit: Unit, outcome: UnitOutcome) => void;
}

/** Trains units in worker processes, one each, in their order. */
export async function trainUnits(units: readonly Unit[], options: TrainOptions): Promise<void> {
  const { settings, tasks, onStart, onProgress, onOutcome } = options;
  const waiting = [...units];
  await inLanes(options, async (workers) => {
    for (let unit = waiting.shift(); unit && !ended(options); unit = waiting.shift()) {
      const own = unit;
      const [from, to] = own.seeds;
      onStart(own);
      const outcome = await workers.use(
        (process) =>
          process.train(tasks.get(own.key)!, { arm: own.arm, from, to }, settings, (report) =>
            onProgress(own, report),
          ),
        { more: waiting.length > 0 },
      );
      onOutcome(own, outcome.type === 'changed' ? changed(outcome.files) : outcome);
    }
  });
}

function changed(files: readonly string[]): UnitOutcome {
  const message = `${files.join(', ')} changed after the unit was planned: plan again`;
  return { type: 'failed', message, detail: '' };
}
