import type { Rng } from 'claimcheck';
import type { MeanFieldSetting } from './dmft.ts';
import { MatchedNormals } from './matched-normals.ts';
import { Presence } from './presence.ts';

/** Averages over the paths that the order parameters feel. */
export interface Moments {
  /** K(t, s) = alpha sqrt(Delta) <dg(t) / d omega(s)>, [steps + 1, steps + 1]. */
  readonly memory: Float64Array;
  /** <g_a(t) g_b(s)> for s <= t, by joint index `time copies + copy`. */
  readonly forces: Float64Array;
  /** <g(t)> of the present step. */
  meanForce: number;
}

/** What the paths feel. */
interface Field {
  /** Cholesky factor of the correlations, by joint index. */
  readonly L: Float64Array;
  readonly R: Float64Array;
  readonly overlap: number;
  readonly moments: Moments;
}

/** The steps in which one copy of a path had a force: only these are remembered. */
interface Kicks {
  readonly times: number[];
  /** g. */
  readonly forces: number[];
  /** Of kick k: d g(times[k]) / d omega(times[j]) for j = 0 .. k. It vanishes at all other times. */
  readonly gradients: Float64Array[];
}

/** Trajectories of a sample's gap: u = m + sqrt(Delta) omega - Delta eta sum R g, with g = (s / b) l'(u). */
export class PathEnsemble {
  private readonly normals: MatchedNormals;
  /** By path and copy. */
  private readonly kicks: readonly Kicks[];
  private readonly masks: readonly Presence[];
  private readonly copies: number;
  private readonly side: number;

  constructor(
    private readonly setting: MeanFieldSetting,
    rng: Rng,
  ) {
    const { paths, steps, copies = 1, batch = 1, persistence, learningRate } = setting;
    this.copies = copies;
    this.side = steps + 1;
    this.normals = new MatchedNormals(paths, rng);
    this.kicks = Array.from({ length: paths * copies }, () => ({ times: [], forces: [], gradients: [] }));
    const chain = { batch, learningRate, ...(persistence !== undefined && { persistence }) };
    this.masks = Array.from({ length: copies }, () => new Presence(rng, paths, chain));
  }

  /** Takes all paths through step t, puts the averages into `field.moments`, and says how the samples fare. */
  step(t: number, field: Field): { loss: number; error: number } {
    const { paths, loss: kind, margin = 1 } = this.setting;
    const { copies, masks } = this;
    const width = this.side * copies;
    const omegas = masks.map((_, copy) => {
      this.normals.draw();
      return this.normals.combine(field.L, (t * copies + copy) * width);
    });
    let [loss, wrong, force] = [0, 0, 0];
    for (let path = 0; path < paths; path++) {
      for (let copy = 0; copy < copies; copy++) {
        const gap = this.gap(path * copies + copy, t, omegas[copy]![path]!, field);
        const slope = kind === 'square' ? gap - margin : Math.min(0, gap - margin);
        loss += slope ** 2 / 2;
        if (gap < 0) wrong++;
        if (slope === 0 || masks[copy]!.chosen[path] === 0) continue;
        force += this.kick(path, copy, t, slope, field);
      }
    }
    for (const mask of masks) mask.advance();
    this.average(t, field.moments);
    const count = paths * copies;
    field.moments.meanForce = force / count;
    return { loss: loss / count, error: wrong / count };
  }

  /** Gap at step t of a copy of a path. */
  private gap(at: number, t: number, omega: number, { R, overlap }: Field): number {
    const { variance = 1, learningRate } = this.setting;
    const { times, forces } = this.kicks[at]!;
    const row = t * this.side;
    let echo = 0;
    for (let k = 0; k < times.length; k++) echo += R[row + times[k]!]! * forces[k]!;
    return overlap + Math.sqrt(variance) * omega - variance * learningRate * echo;
  }

  /** Remembers the force g of this step and how it hangs on the Gaussian field, and adds to the sums; returns g. */
  private kick(path: number, copy: number, t: number, slope: number, { R, moments }: Field): number {
    const { variance = 1, learningRate, batch = 1 } = this.setting;
    const { side, copies } = this;
    const { times, forces, gradients } = this.kicks[path * copies + copy]!;
    const last = times.length;
    const gradient = new Float64Array(last + 1);
    gradient[last] = Math.sqrt(variance) / batch;
    for (let k = 0; k < last; k++) {
      const by = (variance * learningRate * R[t * side + times[k]!]!) / batch;
      const before = gradients[k]!;
      for (let j = 0; j <= k; j++) gradient[j]! -= by * before[j]!;
    }
    const force = slope / batch;
    times.push(t);
    forces.push(force);
    gradients.push(gradient);
    for (let k = 0; k <= last; k++) moments.memory[t * side + times[k]!]! += gradient[k]!;
    const row = (t * copies + copy) * side * copies;
    for (let other = 0; other < copies; other++) {
      const met = this.kicks[path * copies + other]!;
      for (let k = 0; k < met.times.length; k++) {
        moments.forces[row + met.times[k]! * copies + other]! += force * met.forces[k]!;
      }
    }
    return force;
  }

  /** Sums of step t to averages; copies are alike, so that theirs are joined. */
  private average(t: number, { memory, forces }: Moments): void {
    const { paths, load, variance = 1 } = this.setting;
    const { copies, side } = this;
    const width = side * copies;
    const last = copies - 1;
    for (let s = 0; s <= t; s++) memory[t * side + s]! *= (load * Math.sqrt(variance)) / (paths * copies);
    // The second copy of a step comes after the first, which it has met already.
    if (last > 0)
      forces[t * copies * width + t * copies + 1] = forces[(t * copies + 1) * width + t * copies]!;
    for (let s = 0; s <= t; s++) {
      for (let copy = 0; copy <= last; copy++) {
        const one = t * copies * width + s * copies + copy;
        const two = (t * copies + last) * width + s * copies + (last - copy);
        forces[one] = forces[two] = (forces[one]! + forces[two]!) / (2 * paths);
      }
    }
  }
}
