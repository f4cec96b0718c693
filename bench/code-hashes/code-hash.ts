import { sha256 } from '#core';
import { compileNative } from '../../src/engine/native/index.ts';
import { scratchBytes } from '../../src/engine/native/code/emit-kernel.ts';
import { planProgram } from '../../src/engine/plan/plan.ts';
import { kernelProfile } from '../../src/engine/profile/kernel-profile.ts';
import { Executable } from '../../src/engine/native/x64/index.ts';
import { buildScanModel } from '../../src/engine/onnx/model.ts';
import { optimize, optimizeForCode } from '../../src/engine/passes/optimize.ts';
import { splitIntoReplicas } from '../../src/engine/passes/split-replicas.ts';
import { schedule } from '../../src/engine/webgpu/schedule.ts';
import { dispatchOf, emitKernel } from '../../src/engine/webgpu/shaders/index.ts';
import type { NamedGraph } from './named-graph.ts';

/** What is written for a program, hashed, by who writes it; a message where it refuses. */
export type CodeHashes = Readonly<Record<string, string>>;

export function codeHashes(one: NamedGraph): CodeHashes {
  return {
    graph: hashed(() => [json(one.graph)]),
    alone: hashed(() => nativeCode(one, 1, false)),
    shared: hashed(() => nativeCode(one, 3, true)),
    webgpu: hashed(() => shaders(one)),
    onnx: hashed(() => [buildScanModel(optimize(one.graph)).bytes]),
    profile: hashed(() => profiles(one)),
  };
}

function hashed(make: () => readonly (string | Uint8Array)[]): string {
  try {
    return sha256(
      make()
        .map((part) => sha256(part))
        .join(),
    );
  } catch (error) {
    return (error as Error).message.split('\n')[0]!;
  }
}

function json(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (part instanceof Set) return [...(part as Set<unknown>)];
    if (ArrayBuffer.isView(part))
      return sha256(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
    return typeof part === 'number' && !Number.isFinite(part) ? String(part) : part;
  });
}

/** The bytes that are loaded when a program is compiled. */
function nativeCode({ graph, specs }: NamedGraph, threads: number, alwaysShare: boolean): Uint8Array[] {
  const codes: Uint8Array[] = [];
  const load = Executable.load.bind(Executable);
  Executable.load = (code) => {
    codes.push(code.slice());
    return { release: () => undefined } as unknown as Executable;
  };
  try {
    compileNative(graph, specs, { engine: 'cpu', threads }, { alwaysShare });
  } finally {
    Executable.load = load;
  }
  return codes;
}

function planned({ graph }: NamedGraph) {
  const one = splitIntoReplicas(graph);
  return { one, plan: planProgram(optimizeForCode(one.graph), scratchBytes) };
}

function shaders(named: NamedGraph): string[] {
  const { one, plan } = planned(named);
  const setting = {
    scratch: Math.ceil(plan.arenaBytes / 256) * 256,
    ownTable: (pointer: number) => {
      const { name } = plan.tables.find((table) => table.pointer === pointer)!;
      return !one.shared.data.has(name);
    },
    crowd: { products: one.replicas, busyGroups: 64 },
  };
  const emitted = [...plan.once, ...plan.step].map(({ kernel }) => emitKernel(kernel, setting));
  const pieces = emitted.map((own, kernel) => own.pieces.map((piece) => ({ piece, kernel })));
  const dispatches = [pieces.slice(0, plan.once.length), pieces.slice(plan.once.length)].map((part) =>
    schedule(part.flat(), one.replicas).map((members) => dispatchOf(members.map(({ piece }) => piece))),
  );
  return [json(plan), json(dispatches), json(emitted.map(({ scratchBytes }) => scratchBytes))];
}

function profiles(named: NamedGraph): string[] {
  const { plan } = planned(named);
  return [...plan.once, ...plan.step].map((kernel) => json(kernelProfile(kernel, 1, 2)));
}
