import { arm, type ArmRunner, createRng, type TierSize } from 'claimcheck';
import { windowMean, zigzag } from 'claimcheck/measure';
import { perSeed } from 'claimcheck/train';
import { blockMeans, meanWalk } from './mean-walk.ts';
import { standard, standardSetting } from './setting.ts';
import { normAtRest, spectrum, startAt, takeWalk } from './walk.ts';

/** Away from equilibrium: eta lambda, and how many walks of a seed are averaged. */
export interface EscapeSize extends TierSize {
  readonly product: number;
  readonly walks: number;
}

const learningRate = 5;
const dimensions = standard.eigenvalues.length;
/** Points of the curves. */
const blocks = 400;

export interface CutSetting {
  /** The learning rate is divided by this. */
  readonly by: number;
  /** Scale the weights at the cut so that their norm is that of the new equilibrium. Default false. */
  readonly rescaled?: boolean;
  /** The norm is held where the first equilibrium had it. Default false. */
  readonly fixedNorm?: boolean;
}

/**
 * Walks in equilibrium whose learning rate is cut. With tau = by / (4 eta lambda), the relaxation time after the cut:
 * `escape` is the mean risk from 5 to 7 tau over that from 0.3 to 0.55 tau after it.
 */
export function cuts({ by, rescaled = false, fixedNorm = false }: CutSetting): ArmRunner<EscapeSize> {
  const runs = perSeed<EscapeSize>((seed, { product, walks }) => {
    const before = { ...standard, learningRate, weightDecay: product / learningRate };
    const tau = by / (4 * product);
    const at = Math.ceil(2.5 / product);
    const cut = { at, by, ...(rescaled && { rescale: by ** -0.25 }) };
    const start = startAt(dimensions, normAtRest(before));
    const steps = Math.ceil(at + 7 * tau);
    const { risk, angle } = meanWalk(seed, 'noise', walks, { ...before, start, cut, fixedNorm, steps });
    const window = (from: number, to: number): number => windowMean(risk, at + from * tau, at + to * tau);
    return curvesAnd(risk, angle, steps * walks, { escape: window(5, 7) / window(0.3, 0.55) });
  });
  return arm({ ...standardSetting, learningRate, by, rescaled, fixedNorm }, runs);
}

export interface NormSetting {
  /** Norm at the start over that of equilibrium. */
  readonly startNorm: number;
  /** Default true. */
  readonly decays?: boolean;
}

/** Walks from the minimum itself; `escape` is the mean risk from 4 to 6.4 / (eta lambda) over that from 0.16 to 0.56. */
export function fromNorm({ startNorm, decays = true }: NormSetting): ArmRunner<EscapeSize> {
  const runs = perSeed<EscapeSize>((seed, { product, walks }) => {
    const setting = { ...standard, learningRate, weightDecay: product / learningRate };
    const start = startAt(dimensions, startNorm * normAtRest(setting));
    const steps = Math.ceil(6.4 / product);
    const walk = { ...setting, start, steps, ...(!decays && { weightDecay: 0 }) };
    const { risk, angle } = meanWalk(seed, 'noise', walks, walk);
    const window = (from: number, to: number): number => windowMean(risk, from / product, to / product);
    return curvesAnd(risk, angle, steps * walks, { escape: window(4, 6.4) / window(0.16, 0.56) });
  });
  return arm({ ...standardSetting, learningRate, startNorm, decays }, runs);
}

export interface QuietSetting {
  readonly decays?: boolean;
  readonly fixedNorm?: boolean;
}

export interface QuietSize extends TierSize {
  readonly product: number;
  readonly steps: number;
}

const quietRate = 0.5;
/** Tangent noise that only keeps rounding from parking a walk on the minimum for ever. */
const spark = 1e-8;
/** Risk below which a walk has converged. */
const floor = 1e-12;

/**
 * Walks without minibatch noise from a random direction; `departures` counts the rises of the risk by 1.5 decades that
 * went back.
 */
export function quietWalks({ decays = true, fixedNorm = false }: QuietSetting): ArmRunner<QuietSize> {
  const runs = perSeed<QuietSize>((seed, { product, steps }) => {
    const start = Float64Array.from(createRng(seed, 'start').normals(dimensions, 1 / Math.sqrt(dimensions)));
    const weightDecay = decays ? product / quietRate : 0;
    const quotient = { eigenvalues: spectrum(1, 2), noise: spark };
    const walk = { ...quotient, learningRate: quietRate, weightDecay, start, steps, fixedNorm };
    const { risk, norm } = takeWalk(walk, createRng(seed, 'noise'));
    const decades = risk.map((value) => Math.log10(Math.max(value, floor)));
    const departures = zigzag(decades, 1.5).filter(({ recovered }) => recovered !== undefined).length;
    const floored = risk.map((value) => Math.max(value, floor));
    return { steps, series: { risk: floored, norm }, values: { departures } };
  });
  return arm({ ...standardSetting, noise: spark, learningRate: quietRate, decays, fixedNorm }, runs);
}

function curvesAnd(risk: Float64Array, angle: Float64Array, steps: number, values: Record<string, number>) {
  const every = Math.max(1, Math.floor(risk.length / blocks));
  const [risks, angles] = [blockMeans(risk, every), blockMeans(angle, every)];
  const at = { risk: risks.at, angle: angles.at };
  return { steps, series: { risk: risks.values, angle: angles.values }, at, values };
}

export const curves = {
  risk: { label: 'risk, mean of a stretch', scale: 'log' },
  angle: { label: 'angle of a step (rad), mean of a stretch', scale: 'log' },
} as const;
