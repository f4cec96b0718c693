export { Assembler } from './assembler.ts';
export type { Label } from './code-buffer.ts';
export {
  at,
  r8,
  r9,
  r10,
  r11,
  r12,
  r13,
  r14,
  r15,
  rax,
  rbp,
  rbx,
  rcx,
  rdi,
  rdx,
  rsi,
  rsp,
  ymm,
  type Gp,
  type Memory,
  type Scale,
  type Vec,
} from './registers.ts';
export type { V2, V3 } from './vector-opcodes.ts';
export { Executable } from './executable.ts';
export { guardSide } from './guard-side.ts';
export { type Address, addressOf, NativeMemory } from './memory.ts';
export { nativeSupport } from './support.ts';
