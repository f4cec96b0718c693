/** A general-purpose register of 64 bits. */
export interface Gp {
  readonly kind: 'gp';
  readonly code: number;
}

/** A vector register of 256 bits: eight lanes of 32. */
export interface Vec {
  readonly kind: 'vec';
  readonly code: number;
}

/** The memory at base + index * scale + disp, or (`constant`) at an offset in the pool of constants behind the code. */
export interface Memory {
  readonly base?: Gp;
  readonly index?: Gp;
  readonly scale?: Scale;
  readonly disp?: number;
  readonly constant?: number;
}

export type Scale = 1 | 2 | 4 | 8;

export type Operand = Gp | Vec | Memory;

const gp = (code: number): Gp => ({ kind: 'gp', code });

export const rax = gp(0);
export const rcx = gp(1);
export const rdx = gp(2);
export const rbx = gp(3);
export const rsp = gp(4);
export const rbp = gp(5);
export const rsi = gp(6);
export const rdi = gp(7);
export const r8 = gp(8);
export const r9 = gp(9);
export const r10 = gp(10);
export const r11 = gp(11);
export const r12 = gp(12);
export const r13 = gp(13);
export const r14 = gp(14);
export const r15 = gp(15);

const vectors = Array.from({ length: 16 }, (_, code): Vec => ({ kind: 'vec', code }));

/** Vector register 0 to 15. */
export function ymm(code: number): Vec {
  const register = vectors[code];
  if (!register) throw new Error(`there is no vector register ${code}`);
  return register;
}

/** The memory at base + disp + index * scale; `disp` in bytes. */
export function at(base: Gp, disp = 0, index?: Gp, scale: Scale = 1): Memory {
  return index ? { base, disp, index, scale } : { base, disp };
}

export function isGp(operand: Operand | number): operand is Gp {
  return typeof operand === 'object' && 'kind' in operand && operand.kind === 'gp';
}

export function isRegister(operand: Operand | number): operand is Gp | Vec {
  return typeof operand === 'object' && 'kind' in operand;
}
