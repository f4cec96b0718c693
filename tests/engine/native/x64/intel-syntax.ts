import {
  Assembler,
  type Gp,
  type Memory,
  type Scale,
  type Vec,
  ymm,
} from '../../../../src/engine/native/x64/index.ts';
import * as registers from '../../../../src/engine/native/x64/registers.ts';

const legacy = ['ax', 'cx', 'dx', 'bx', 'sp', 'bp', 'si', 'di'];
const names64 = [...legacy.map((name) => `r${name}`), ...Array.from({ length: 8 }, (_, i) => `r${i + 8}`)];
const names32 = [...legacy.map((name) => `e${name}`), ...Array.from({ length: 8 }, (_, i) => `r${i + 8}d`)];
const predicates = ['vcmpeqps', 'vcmpltps', 'vcmpleps', 'vcmpunordps', 'vcmpneqps'];
const gps = names64.map((name) => (registers as unknown as Record<string, Gp>)[name]!);

type Operand =
  | { readonly form: 'r64' | 'r32'; readonly gp: Gp }
  | { readonly form: 'ymm' | 'xmm'; readonly vec: Vec }
  | { readonly form: 'immediate'; readonly value: number }
  | { readonly form: 'memory'; readonly memory: Memory & { readonly vectorIndex?: Vec } };

/** Assembles one instruction that is written as objdump writes it (-M intel). */
export function assembleLine(line: string): Uint8Array {
  const asm = new Assembler();
  const [, name, rest] = /^((?:lock |rep )?\S+)\s*(.*)$/.exec(line)!;
  const isString = name!.startsWith('rep');
  const operands = rest && !isString ? rest.split(',').map(parseOperand) : [];
  if (name!.startsWith('v') && operands.length) vector(asm, name!, operands);
  else integer(asm, name!, operands);
  return asm.assemble();
}

function parseOperand(text: string): Operand {
  if (names64.includes(text)) return { form: 'r64', gp: gps[names64.indexOf(text)]! };
  if (names32.includes(text)) return { form: 'r32', gp: gps[names32.indexOf(text)]! };
  const vec = /^([xy]mm)(\d+)$/.exec(text);
  if (vec) return { form: vec[1] as 'ymm' | 'xmm', vec: ymm(Number(vec[2])) };
  const memory = /^(?:\w+ PTR )?\[(.*)\]$/.exec(text);
  if (memory) return { form: 'memory', memory: parseMemory(memory[1]!) };
  return { form: 'immediate', value: Number(BigInt.asIntN(64, BigInt(text))) };
}

function parseMemory(inside: string): Memory & { vectorIndex?: Vec } {
  let memory: Memory & { vectorIndex?: Vec } = {};
  for (const [, sign, term] of inside.matchAll(/([+-]?)([^+-]+)/g)) {
    const [name, scale] = term!.split('*');
    const gp = gps[names64.indexOf(name!)];
    const vec = /^ymm(\d+)$/.exec(name!);
    if (vec) memory = { ...memory, vectorIndex: ymm(Number(vec[1])) };
    if (scale) memory = { ...memory, ...(gp && { index: gp }), scale: Number(scale) as Scale };
    else if (gp) memory = { ...memory, base: gp };
    else memory = { ...memory, disp: Number(term) * (sign === '-' ? -1 : 1) };
  }
  return memory;
}

const source = (operand: Operand | undefined) => {
  if (!operand) throw new Error('an operand is missing');
  if (operand.form === 'immediate') return operand.value;
  if (operand.form === 'memory') return operand.memory;
  if (operand.form === 'r64' || operand.form === 'r32') return operand.gp;
  throw new Error('not an operand of an integer instruction');
};
const gpOf = (operand: Operand | undefined) => source(operand) as Gp;
const memoryOf = (operand: Operand | undefined) => source(operand) as Memory;

function integer(asm: Assembler, name: string, operands: readonly Operand[]): void {
  const [a, b, c] = operands;
  const forms = operands.map((operand) => operand.form).join();
  const call = (method: string, ...args: unknown[]) =>
    (asm as unknown as Record<string, (...args: unknown[]) => void>)[method]!(...args);
  if (name === 'rep movs') return asm.repMovsb();
  if (name === 'rep stos') return asm.repStosb();
  if (name === 'lock add') return asm.lockAdd(memoryOf(a), gpOf(b));
  if (name === 'lock xadd') return asm.lockFetchAdd(memoryOf(a), gpOf(b));
  if (name === 'prefetcht0') return asm.prefetch(memoryOf(a));
  if (name === 'test' && forms.startsWith('memory')) return asm.test(gpOf(b), memoryOf(a));
  if (name === 'movsxd') return asm.loadSigned32(gpOf(a), memoryOf(b));
  if (name === 'movabs') return asm.mov(gpOf(a), source(b) as number);
  if (name === 'xor' && forms === 'r32,r32') return asm.mov(gpOf(a), 0);
  if (name === 'imul' && c) return asm.imul(gpOf(a), source(b), source(c) as number);
  if (name !== 'mov') return call(name, ...operands.map(source));
  if (forms === 'r64,memory') return asm.load(gpOf(a), memoryOf(b));
  if (forms === 'r32,memory') return asm.load32(gpOf(a), memoryOf(b));
  if (forms === 'memory,r64') return asm.store(memoryOf(a), gpOf(b));
  if (forms.startsWith('memory')) return asm.store32(memoryOf(a), source(b) as Gp | number);
  return asm.mov(gpOf(a), source(b) as Gp | number);
}

function vector(asm: Assembler, name: string, operands: readonly Operand[]): void {
  const last = operands.at(-1)!;
  const immediate = last.form === 'immediate' ? last.value : undefined;
  const [a, b, c, d] = operands.map((operand) => {
    if (operand.form === 'ymm' || operand.form === 'xmm') return operand.vec;
    return operand.form === 'immediate' ? undefined : source(operand);
  });
  const to = a as Vec;
  const predicate = predicates.indexOf(name);
  const forms = operands.map((operand) => operand.form).join();
  const call = (method: string, ...args: unknown[]) =>
    (asm as unknown as Record<string, (...args: unknown[]) => void>)[method]!(...args);
  const direction = forms.startsWith('memory') ? 'store' : 'load';
  if (name === 'vmovups') return call(direction + (forms.includes('ymm') ? 'Vector' : 'Half'), a, b);
  if (name === 'vmovss') return call(`${direction}Scalar`, a, b);
  if (name === 'vmaskmovps') return call(`${direction}Masked`, a, b, c);
  if (name === 'vbroadcastss') return asm.broadcast(to, b as Memory);
  if (name === 'vinsertf128') return asm.insertHalf(to, b as Vec, c as Vec, immediate as 0 | 1);
  if (name === 'vblendvps') return asm.blend(to, b as Vec, c as Vec, d as Vec);
  if (name === 'vmovmskps') return asm.movemask(a as unknown as Gp, b as Vec);
  if (name === 'vmovd')
    return forms.startsWith('xmm') ? asm.fromGp(to, b as Gp) : asm.toGp(a as unknown as Gp, b as Vec);
  if (name === 'vgatherdps') {
    const { base, scale, disp, vectorIndex } = b as Memory & { vectorIndex: Vec };
    return asm.gather(to, base!, vectorIndex, scale!, disp ?? 0, c as Vec);
  }
  if (/^vp(s[lr]l|sra)d$/.test(name)) return asm.shift(name as 'vpslld', to, b as Vec, immediate!);
  if (predicate >= 0) return asm.v3('vcmpps', to, b as Vec, c as Vec, predicate);
  const written = (name === 'vpermilps' || name === 'vpermpd') && immediate !== undefined ? `${name}i` : name;
  if (isTwoOperand.has(written)) return asm.v2(written as 'vsqrtps', to, b as Vec, immediate);
  asm.v3(name as 'vaddps', to, b as Vec, c as Vec, immediate);
}

const isTwoOperand = new Set(
  'vsqrtps vroundps vcvtdq2ps vcvttps2dq vcvtps2dq vpabsd vmovaps vmovshdup vmovsldup vpermilpsi vpermpdi vextractf128 vucomiss'.split(
    ' ',
  ),
);
