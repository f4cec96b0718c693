import { addressOf, Assembler, at, Executable, rax, rdi, rdx } from '../x64/index.ts';

let reader: Executable | undefined;
const latest = new BigUint64Array(1);

/** The processor's count of clock cycles, which runs at one rate whatever the cores do. */
function readCycles(): bigint {
  reader ??= Executable.load(readerCode());
  reader.call(addressOf(latest));
  return latest[0]!;
}

function readerCode(): Uint8Array {
  const asm = new Assembler();
  asm.rdtsc();
  asm.shl(rdx, 32);
  asm.or(rax, rdx);
  asm.store(at(rdi), rax);
  asm.mov(rax, 0);
  asm.ret();
  return asm.assemble();
}

/** Times runs by the wall clock and by the count of cycles, and so learns how long a cycle is. */
export class CycleClock {
  private cycles = 0n;
  private wallSeconds = 0;

  async time<Result>(work: () => Promise<Result>): Promise<Result> {
    const [began, firstCycle] = [performance.now(), readCycles()];
    const result = await work();
    this.cycles += readCycles() - firstCycle;
    this.wallSeconds += (performance.now() - began) / 1000;
    return result;
  }

  /** Wall clock of all that was timed. */
  get seconds(): number {
    return this.wallSeconds;
  }

  /** 0 while nothing was timed. */
  get secondsPerCycle(): number {
    return this.cycles === 0n ? 0 : this.wallSeconds / Number(this.cycles);
  }
}
