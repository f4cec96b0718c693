import { writeSync } from 'node:fs';
import fc from 'fast-check';
import { specsOf } from '#core';
import type { Step, StepSpecs } from '#engine';
import { caseNamed } from '../../../bench/cases/index.ts';
import { withoutSteps } from '../../../bench/contenders/engine-trainer.ts';
import { benchSeeds } from '../../../bench/contenders/seeds.ts';
import { inputsOf } from '../../../bench/contenders/trainer.ts';
import { compileNative } from '../../../src/engine/native/index.ts';
import { Assembler, at, Executable, NativeMemory, rax, rdi } from '../../../src/engine/native/x64/index.ts';
import { traceStep } from '../../../src/engine/trace/trace.ts';
import { againstReference } from '../against-reference.ts';
import { randomSteps } from '../passes/replicas/random-steps.ts';
import { guardedStep } from './guarded-steps.ts';

/** What is running, written at once: a fault leaves no time for more. */
const say = (text: string): void => void writeSync(1, `${text}\n`);

async function compare(step: Step, specs: StepSpecs, threads: number): Promise<void> {
  const options = { engine: 'cpu', threads } as const;
  const native = compileNative(traceStep(step, specs), specs, options, { alwaysShare: true });
  const wrong = await againstReference(step, specs, native);
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
    const input = withoutSteps(specsOf(inputsOf(training, 1)));
    const specs = { state: specsOf(state), input, data: specsOf(data) };
    await compare(step, specs, 2);
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

const [what, ...rest] = process.argv.slice(2);
if (what === 'programs') await programs(Number(rest[0]), Number(rest[1]));
else if (what === 'peers') await peers(rest);
else plant(what!, Number(rest[0]));
say('done');
