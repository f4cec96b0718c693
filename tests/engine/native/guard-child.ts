import { writeSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { specsOf } from '#core';
import type { Step, StepSpecs } from '#engine';
import { caseNamed } from '../../../bench/cases/index.ts';
import { withoutSteps } from '../../../bench/contenders/engine-trainer.ts';
import { benchSeeds } from '../../../bench/contenders/seeds.ts';
import { inputsOf } from '../../../bench/contenders/trainer.ts';
import { compileNative } from '../../../src/engine/native/index.ts';
import { scratchBytes } from '../../../src/engine/native/code/emit-kernel.ts';
import { emitProgram } from '../../../src/engine/native/code/emit-program.ts';
import { layoutContext } from '../../../src/engine/native/code/context.ts';
import { type Kernel, planStep } from '../../../src/engine/plan/index.ts';
import type { Placement } from '../../../src/engine/plan/kernels.ts';
import { NativeProgram } from '../../../src/engine/native/program.ts';
import { guardSide } from '../../../src/engine/native/x64/guard-side.ts';
import { Assembler, at, Executable, NativeMemory, rax, rdi } from '../../../src/engine/native/x64/index.ts';
import { traceStep } from '../../../src/engine/trace/trace.ts';
import { againstReference, type Given, steps } from '../against-reference.ts';
import { spec } from '../graphs.ts';
import { randomSteps } from '../passes/replicas/random-steps.ts';
import { guardedStep } from './guarded-steps.ts';

/** What is running, written at once: a fault leaves no time for more. */
const say = (text: string): void => void writeSync(1, `${text}\n`);

async function compare(step: Step, specs: StepSpecs, threads: number, given?: Given): Promise<void> {
  const options = { engine: 'cpu', threads } as const;
  const native = compileNative(traceStep(step, specs), specs, options, { alwaysShare: true });
  const wrong = await againstReference(step, specs, native, given);
  if (wrong.length > 0) throw new Error(wrong.join('; '));
}

/** Every second one a network, the others chains of ops. */
async function programs(first: number, runs: number): Promise<void> {
  for (let seed = first; seed < first + runs; seed++) {
    say(`case ${seed}`);
    const chain = { seed, numRuns: 1, unbiased: true };
    const { step, specs } = seed % 2 === 0 ? guardedStep(seed) : fc.sample(randomSteps, chain)[0]!;
    await compare(step, specs, [1, 2, 4][seed % 3]!);
  }
}

async function peers(names: readonly string[]): Promise<void> {
  for (const name of names) {
    say(`case ${name}`);
    const training = caseNamed(name).training(benchSeeds(1));
    const { step, state, data } = training;
    const inputs = inputsOf(training, steps);
    const input = withoutSteps(specsOf(inputs));
    const specs = { state: specsOf(state), input, data: specsOf(data) };
    await compare(step, specs, 2, [state, inputs, data]);
  }
}

/** Reads or writes a lane at an offset from memory of three lanes. */
function plant(what: string, offset: number): void {
  say(`case ${what} at ${offset}`);
  const memory = NativeMemory.forData(12);
  const asm = new Assembler();
  if (what === 'write') asm.store(at(rdi, offset), rax);
  else asm.load(rax, at(rdi, offset));
  asm.ret();
  Executable.load(asm.assemble()).call(memory.address);
}

/** A step w + 2 x whose only kernel finds its inputs, or puts its result, some bytes from where they belong. */
async function misplace(what: string, offset: number): Promise<void> {
  say(`case ${what} at ${offset}`);
  const specs: StepSpecs = { state: { w: spec([1, 5]) }, input: { x: spec([1, 5]) }, data: {} };
  const step: Step = ({ w }, { x }) => ({ state: { w: tf.add(w!, tf.mul(x!, 2)) }, metrics: {} });
  const traced = traceStep(step, specs);
  const { one, plan } = planStep(traced, { scratchBytes, fenced: guardSide });
  const wrong = {
    ...plan,
    step: plan.step.map(({ sources, kernel }) => ({ sources, kernel: misplaced(kernel, what, offset) })),
  };
  const layout = layoutContext(plan);
  const share = { index: 0, count: 1 };
  const code = emitProgram(wrong, layout, ({ elements }) => 4 * elements, share);
  const program = new NativeProgram({
    recorded: traced,
    specs,
    plan: wrong,
    layout,
    one,
    metricShapes: {},
    executables: [Executable.load(code)],
    threads: 1,
    countCycles: false,
  });
  const differences = await againstReference(step, specs, program);
  if (differences.length > 0) throw new Error(differences.join('; '));
}

function misplaced(kernel: Kernel, what: string, bytes: number): Kernel {
  if (kernel.kind !== 'map') throw new Error(`a ${kernel.kind} instead of a map`);
  const moved = (place: Placement): Placement => ({ ...place, offset: place.offset + bytes });
  if (what === 'loads') return { ...kernel, inputs: kernel.inputs.map(moved) };
  return { ...kernel, outputs: kernel.outputs.map((output) => ({ ...output, to: moved(output.to) })) };
}

const [what, ...rest] = process.argv.slice(2);
if (what === 'programs') await programs(Number(rest[0]), Number(rest[1]));
else if (what === 'peers') await peers(rest);
else if (what === 'loads' || what === 'stores') await misplace(what, Number(rest[0]));
else plant(what!, Number(rest[0]));
say('done');
