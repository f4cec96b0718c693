import { messageOf, UserError } from '#core';
import type { ChunkResult, Program } from '../types.ts';
import type { CanaryOutcome } from './canary-record.ts';
import { comparePeer, type Found } from './compare-peer.ts';
import { firstSteps, type Given } from './cut-records.ts';
import { outlineStep, type RecordedStep, type StepOutline } from './outline-step.ts';
import { cutReference, onnxPeer, type Peer, wholeReference } from './peers.ts';

/** The engine and another disagree: nothing that was trained says anything about a claim. */
class CanaryError extends UserError {
  override readonly name = 'CanaryError';
}

/** Seconds of a step on the reference engine up to which ONNX Runtime is not asked, and up to which it is held at all. */
const [short, long] = [0.15, 1];
/** Seconds that the reference may take to have the last word on a difference. */
const longestDispute = 30;
/** Draws of moved arguments before a difference is believed. */
const disputeDraws = 16;

/**
 * Holds the first one or two steps of a program against the reference engine, in its last replica, or against ONNX
 * Runtime where the reference would take too long: each state and metric within what rounding explains.
 * @throws CanaryError when an output differs, also with all replicas in the reference
 */
export async function holdFirstSteps(
  program: Program,
  recorded: RecordedStep,
  given: Given,
): Promise<CanaryOutcome> {
  const outline = outlineStep(recorded);
  const steps = 2 * outline.cost.seconds <= short ? 2 : 1;
  const first = firstSteps(given, steps);
  const actual = await program.run(first.state, first.inputs, first.data, first.steps);
  const reasons: string[] = [];
  for (const next of candidates(program, outline)) {
    const peer = await next();
    const seen = typeof peer === 'string' ? peer : await holdBeside(peer, program, outline, first, actual);
    if (typeof seen !== 'string') return seen;
    reasons.push(seen);
  }
  return { outcome: 'skipped', reason: [...new Set(reasons)].join('; ') };
}

/** What was seen beside a peer, or why it computes nothing. */
async function holdBeside(
  peer: Peer,
  program: Program,
  outline: StepOutline,
  given: Given,
  actual: ChunkResult,
): Promise<CanaryOutcome | string> {
  try {
    const found = await comparePeer(peer, outline, given, actual, 1);
    if (found.share <= 1) return held(peer, outline, given, found);
    const last = await dispute(peer, outline, given, actual);
    if (last.found.share <= 1) return held(last.peer, outline, given, last.found);
    throw difference(program, last.peer, last.found, given.steps);
  } catch (error) {
    if (error instanceof CanaryError) throw error;
    return `${nameOf(peer)} fails on it: ${messageOf(error)}`;
  } finally {
    await peer.dispose();
  }
}

/** Who may compute the step, the best first. A step that is written for its number of replicas fails with one alone. */
function candidates(program: Program, outline: StepOutline): (() => Promise<Peer | string>)[] {
  const within = (most: number, peer: Peer) => async (): Promise<Peer | string> =>
    peer.seconds <= most
      ? peer
      : `a step takes the reference engine about ${peer.seconds.toPrecision(2)} s, more than ${long} s`;
  const onnx = async (): Promise<Peer | string> =>
    program.basis === 'ONNX Runtime' ? 'ONNX Runtime is what it runs on' : onnxPeer(outline);
  const cut = outline.replicas > 1 ? [cutReference(outline)] : [];
  const whole = wholeReference(outline);
  return [
    ...cut.map((peer) => within(short, peer)),
    within(short, whole),
    onnx,
    ...cut.map((peer) => within(long, peer)),
    within(long, whole),
  ];
}

/** Compares once more, as carefully as can be: with all replicas in the reference where there is time for it. */
async function dispute(
  peer: Peer,
  outline: StepOutline,
  given: Given,
  actual: ChunkResult,
): Promise<{ readonly peer: Peer; readonly found: Found }> {
  const judge = wholeReference(outline);
  const last = judge.seconds * given.steps <= longestDispute ? judge : peer;
  return { peer: last, found: await comparePeer(last, outline, given, actual, disputeDraws) };
}

function held(
  { name }: Peer,
  { replicas }: StepOutline,
  { steps }: Given,
  { outputs, share }: Found,
): CanaryOutcome {
  return { outcome: 'held', beside: name, replicas, steps, outputs, share };
}

function difference({ engine, basis }: Program, peer: Peer, found: Found, steps: number): CanaryError {
  const { output, index, given, wanted, distance, share, site } = found;
  const hint =
    basis === 'machine code'
      ? 'use CLAIMCHECK_NATIVE=0 to do without machine code, or --engine reference'
      : 'use --engine reference, or another that claimcheck doctor names';
  return new CanaryError(
    `engine '${engine}' computes something else than ${nameOf(peer)}: after ${steps} step${steps > 1 ? 's' : ''} of the program made at ${site}, ${output} is ${given} at index ${index} and should be ${wanted}; the difference of ${distance} is ${share.toPrecision(2)} times what rounding explains; ${hint}`,
    hint,
  );
}

function nameOf({ name }: Peer): string {
  return name === 'reference' ? 'the reference engine' : 'ONNX Runtime';
}
