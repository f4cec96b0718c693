import { messageOf } from '#core';
import { Assembler } from './assembler.ts';
import { Executable } from './executable.ts';
import { foreign } from '../../foreign.ts';
import { addressOf } from './memory.ts';
import { type FeatureWords, missingFeatures } from './missing-features.ts';
import { at, rax, rbx, rcx, rdi, rsi } from './registers.ts';

export type NativeSupport =
  | { readonly available: true; readonly detail: string }
  | { readonly available: false; readonly reason: string };

let known: NativeSupport | undefined;

/** Whether this machine can run compiled steps: x86-64 with AVX2 and FMA, on Linux or macOS. */
export function nativeSupport(): NativeSupport {
  if (process.env.CLAIMCHECK_NATIVE === '0') return { available: false, reason: 'CLAIMCHECK_NATIVE is 0' };
  known ??= detect();
  return known;
}

function detect(): NativeSupport {
  if (process.arch !== 'x64')
    return { available: false, reason: `the processor is ${process.arch}, not x64` };
  if (process.platform !== 'linux' && process.platform !== 'darwin') {
    return { available: false, reason: `the platform is ${process.platform}, not linux or darwin` };
  }
  try {
    const missing = missingFeatures(probeFeatures());
    if (missing.length) return { available: false, reason: `the processor lacks ${missing.join(' and ')}` };
    return { available: true, detail: `x64 AVX2 and FMA, koffi ${foreign().version}` };
  } catch (error) {
    return { available: false, reason: `machine code cannot be loaded: ${messageOf(error)}` };
  }
}

function probeFeatures(): FeatureWords {
  const found = new Uint32Array(4);
  const executable = Executable.load(featureProbe());
  executable.call(addressOf(found));
  executable.release();
  return { leaf1: found[0]!, leaf7: found[1]!, states: found[2]! };
}

/** Writes the three feature words to the memory of its argument; xgetbv only where the processor has it. */
function featureProbe(): Uint8Array {
  const asm = new Assembler();
  const done = asm.label();
  asm.push(rbx);
  asm.mov(rsi, rdi);
  leaf(asm, 1);
  asm.store32(at(rsi), rcx);
  asm.mov(rdi, rcx);
  leaf(asm, 7);
  asm.store32(at(rsi, 4), rbx);
  asm.test(rdi, 1 << 27);
  asm.jump('e', done);
  asm.mov(rcx, 0);
  asm.xgetbv();
  asm.store32(at(rsi, 8), rax);
  asm.bind(done);
  asm.pop(rbx);
  asm.mov(rax, 0);
  asm.ret();
  return asm.assemble();
}

function leaf(asm: Assembler, number: number): void {
  asm.mov(rax, number);
  asm.mov(rcx, 0);
  asm.cpuid();
}
