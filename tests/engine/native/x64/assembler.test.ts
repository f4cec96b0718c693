import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  Assembler,
  at,
  type Label,
  r8,
  r15,
  rax,
  rcx,
  rdi,
  rdx,
  rsi,
  ymm,
} from '../../../../src/engine/native/x64/index.ts';
import { threeOperand, twoOperand } from '../../../../src/engine/native/x64/vector-opcodes.ts';
import { runCode, runKernel } from '../run-kernel.ts';
import { assembleLine } from './intel-syntax.ts';

// Bytes and meaning as `objdump -D -b binary -mi386:x86-64 -M intel` gives them.
const encodings = readFileSync(new URL('encodings.txt', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => /^([0-9a-f]+) +(.*)$/.exec(line)!.slice(1) as [string, string]);

const lanes = Array.from({ length: 8 }, (_, i) => i);

/** Two vectors in, one out. */
function compute(a: readonly number[], b: readonly number[], emit: (asm: Assembler) => void): number[] {
  const arena = Float32Array.from([...a, ...b, ...lanes.map(() => 0)]);
  runKernel((asm) => {
    asm.loadVector(ymm(1), at(r15));
    asm.loadVector(ymm(2), at(r15, 32));
    emit(asm);
    asm.storeVector(at(r15, 64), ymm(0));
  }, arena);
  return [...arena.subarray(16)];
}

describe('encodings', () => {
  it('every instruction in all forms of registers and memory has the bytes that objdump reads as it', () => {
    const wrong = encodings.filter(
      ([bytes, text]) => Buffer.from(assembleLine(text)).toString('hex') !== bytes,
    );
    expect(wrong).toEqual([]);
    expect(encodings.length).toBeGreaterThan(1000);
  });

  it('no vector instruction is left out', () => {
    const seen = new Set(encodings.map(([, text]) => text.split(' ')[0]!.replace(/^vcmp\w+$/, 'vcmpps')));
    const names = [...Object.keys(threeOperand), ...Object.keys(twoOperand)].map((name) =>
      name.replace(/i$/, ''),
    );
    expect(names.filter((name) => !seen.has(name))).toEqual([]);
  });

  it.each([
    ['an offset beyond 2 GiB', (asm: Assembler) => asm.load(rax, at(rdi, 2 ** 31))],
    ['an immediate of 33 bits', (asm: Assembler) => asm.add(rax, 2 ** 32)],
    ['a number above 2^53', (asm: Assembler) => asm.mov(rax, 2 ** 60)],
    ['a missing immediate', (asm: Assembler) => asm.v3('vcmpps', ymm(0), ymm(0), ymm(0))],
    ['an immediate too many', (asm: Assembler) => asm.v3('vaddps', ymm(0), ymm(0), ymm(0), 1)],
    ['a gather into its own index', (asm: Assembler) => asm.gather(ymm(0), rax, ymm(0), 4, 0, ymm(1))],
    ['a constant of three lanes', (asm: Assembler) => asm.constant([1, 2, 3])],
    ['a vector register 16', () => ymm(16)],
  ])('refuses %s', (_, emit) => {
    expect(() => emit(new Assembler())).toThrow();
  });
});

describe('labels', () => {
  // Sums 1..n with a loop body padded so that the jump back is near or far.
  it.each([0, 100, 118, 119, 120, 121, 122, 123, 124, 125, 126, 127, 128, 1000])(
    'a jump back over %i more bytes arrives',
    (padding) => {
      const words = new BigInt64Array([10n, 0n]);
      const sum = runCode((asm) => {
        const top = asm.label();
        asm.load(rcx, at(rdi));
        asm.mov(rax, 0);
        asm.bind(top);
        asm.add(rax, rcx);
        for (let i = 0; i < padding; i++) asm.align(asm.position + 1);
        asm.dec(rcx);
        asm.jump('ne', top);
        asm.ret();
      }, words);
      expect(sum).toBe(55);
    },
  );

  it('jumps and calls forward arrive, and back, far and near', () => {
    const result = runCode((asm) => {
      const [main, twice, done] = [asm.label(), asm.label(), asm.label()];
      asm.mov(rax, 5);
      asm.jmp(main);
      asm.bind(twice);
      asm.add(rax, rax);
      asm.ret();
      for (let i = 0; i < 300; i++) asm.cpuid();
      asm.bind(main);
      asm.call(twice);
      asm.call(twice);
      asm.jmp(done);
      asm.mov(rax, 0);
      asm.bind(done);
      asm.ret();
    }, new Int32Array(1));
    expect(result).toBe(20);
  });

  it('a label that is never bound, or twice, is refused', () => {
    const asm = new Assembler();
    const label: Label = asm.label();
    asm.jmp(label);
    expect(() => asm.assemble()).toThrow('not bound');
    asm.bind(label);
    expect(() => asm.bind(label)).toThrow('twice');
  });

  it('code longer than the first buffer is kept whole', () => {
    const result = runCode((asm) => {
      asm.mov(rax, 0);
      for (let i = 0; i < 5000; i++) asm.add(rax, 1000);
      asm.ret();
    }, new Int32Array(1));
    expect(result).toBe(5_000_000);
  });
});

describe('constants', () => {
  it('lie behind the code once each, eight lanes or one number in all', () => {
    const eight = [8, 7, 6, 5, 4, 3, 2, 1];
    const bits = [...new Int32Array(Float32Array.from(eight).buffer)];
    const sum = compute(lanes, lanes, (asm) => {
      asm.v3('vaddps', ymm(0), ymm(1), asm.constant(bits));
      asm.v3('vaddps', ymm(0), ymm(0), asm.float(0.5));
      asm.v3('vaddps', ymm(0), ymm(0), asm.constant(bits));
      expect(asm.float(0.5)).toEqual({ constant: 32 });
    });
    expect(sum).toEqual(lanes.map((i) => i + 2 * eight[i]! + 0.5));
  });

  it('are found by instructions that go on with an immediate', () => {
    const masks = compute(lanes, lanes, (asm) => {
      asm.v3('vcmpps', ymm(3), ymm(1), asm.float(3), 1);
      asm.blend(ymm(0), ymm(1), asm.float(-1), ymm(3));
    });
    expect(masks).toEqual([-1, -1, -1, 3, 4, 5, 6, 7]);
  });
});

describe('executed', () => {
  const a = [1, 2, 3, 4, 5, 6, 7, 8];
  const b = [10, 20, 30, 40, 50, 60, 70, 80];
  const zip = (f: (x: number, y: number) => number) => a.map((x, i) => f(x, b[i]!));

  it.each([
    ['vfmadd132ps', zip((x, y) => 2 * y + x)],
    ['vfmadd213ps', zip((x, y) => x * 2 + y)],
    ['vfmadd231ps', zip((x, y) => x * y + 2)],
    ['vfnmadd213ps', zip((x, y) => -(x * 2) + y)],
    ['vfnmadd231ps', zip((x, y) => -(x * y) + 2)],
    ['vfmsub213ps', zip((x, y) => x * 2 - y)],
  ] as const)('%s multiplies and adds the operands that its number names', (name, expected) => {
    const result = compute(a, b, (asm) => {
      asm.broadcast(ymm(0), asm.float(2));
      asm.v3(name, ymm(0), ymm(1), ymm(2));
    });
    expect(result).toEqual(expected);
  });

  it('masked loads and stores leave the other lanes alone', () => {
    const arena = Float32Array.from([...a, ...b]);
    runKernel((asm) => {
      asm.loadVector(ymm(1), asm.constant([-1, 0, -1, 0, 0, 0, 0, -1]));
      asm.loadMasked(ymm(2), ymm(1), at(r15));
      asm.v3('vaddps', ymm(2), ymm(2), ymm(2));
      asm.storeMasked(at(r15, 32), ymm(1), ymm(2));
    }, arena);
    expect([...arena.subarray(8)]).toEqual([2, 20, 6, 40, 50, 60, 70, 16]);
  });

  it('a gather takes the lanes of its mask', () => {
    const result = compute(a, b, (asm) => {
      asm.loadVector(ymm(3), asm.constant([15, 14, 13, 12, 0, 1, 2, 3]));
      asm.loadVector(ymm(4), asm.constant([-1, -1, -1, -1, -1, -1, 0, 0]));
      asm.v2('vmovaps', ymm(0), ymm(2));
      asm.gather(ymm(0), r15, ymm(3), 4, 0, ymm(4));
    });
    expect(result).toEqual([80, 70, 60, 50, 1, 2, 70, 80]);
  });

  it('halves are taken out and put in', () => {
    const result = compute(a, b, (asm) => {
      asm.v2('vextractf128', ymm(3), ymm(1), 1);
      asm.insertHalf(ymm(0), ymm(2), ymm(3), 1);
    });
    expect(result).toEqual([10, 20, 30, 40, 5, 6, 7, 8]);
  });

  it('scalars, half vectors and lane 0 travel between memory and registers', () => {
    const arena = Float32Array.from([...a, ...lanes.map(() => -1)]);
    runKernel((asm) => {
      asm.loadScalar(ymm(1), at(r15, 4));
      asm.storeScalar(at(r15, 32), ymm(1));
      asm.loadHalf(ymm(2), at(r15, 16));
      asm.storeHalf(at(r15, 36), ymm(2));
      asm.toGp(r8, ymm(2));
      asm.fromGp(ymm(3), r8);
      asm.storeScalar(at(r15, 52), ymm(3));
    }, arena);
    expect([...arena.subarray(8)]).toEqual([2, 5, 6, 7, 8, 5, -1, -1]);
  });

  it('signs survive a load of 32 bits only where asked', () => {
    const words = new Int32Array([-2, 0, 0, 0, 0, 0]);
    runCode((asm) => {
      asm.load32(rax, at(rdi));
      asm.store(at(rdi, 8), rax);
      asm.loadSigned32(rax, at(rdi));
      asm.store(at(rdi, 16), rax);
      asm.ret();
    }, words);
    expect([...words]).toEqual([-2, 0, -2, 0, -2, -1]);
  });

  it('strings of bytes are copied and filled', () => {
    const words = new Int32Array([1, 2, 3, 4, 5, 6]);
    runCode((asm) => {
      asm.mov(rdx, rdi);
      asm.mov(rsi, rdi);
      asm.add(rdi, 12);
      asm.mov(rcx, 8);
      asm.repMovsb();
      asm.mov(rdi, rdx);
      asm.mov(rax, 0xff);
      asm.mov(rcx, 4);
      asm.repStosb();
      asm.ret();
    }, words);
    expect([...words]).toEqual([-1, 2, 3, 1, 2, 6]);
  });
});
