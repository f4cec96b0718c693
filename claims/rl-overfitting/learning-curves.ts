import { type NdArray, ndarray, type NdRecord } from 'claimcheck';

const pointsOfCurves = 40;

/** Mean reward of the episodes that ended in consecutive windows of updates, of the learners and of the testers. */
export function learningCurves(metrics: NdRecord, updates: number) {
  const windows = Math.min(pointsOfCurves, updates);
  const bounds = Array.from({ length: windows + 1 }, (_, window) => Math.round((window * updates) / windows));
  const replicas = metrics['train/score']!.shape[1]!;
  const sum = (name: string, window: number, replica: number): number => {
    let total = 0;
    for (let update = bounds[window]!; update < bounds[window + 1]!; update++)
      total += metrics[name]!.values[update * replicas + replica]!;
    return total;
  };
  const series = (name: string): NdArray =>
    ndarray(
      Array.from({ length: windows * replicas }, (_, flat) => {
        const [window, replica] = [Math.floor(flat / replicas), flat % replicas];
        return sum(`${name}/score`, window, replica) / sum(`${name}/episodes`, window, replica);
      }),
      [windows, replicas],
    );
  const at = bounds.slice(1);
  return { series: { train: series('train'), test: series('test') }, at: { train: at, test: at } };
}
