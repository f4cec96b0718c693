import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import type { BenchCase } from '../cases/index.ts';
import type { Contender } from './contender.ts';
import type { Greeting, LoadAnswer, MemoryAnswer, Problem, TimeAnswer } from './protocol.ts';

const local = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/** Found from here: who starts the bench may stand in another folder. */
const tsx = import.meta.resolve('tsx');

/** A Python with PyTorch; Debian's comes with `apt install python3-torch`. */
const python = process.env['CLAIMCHECK_PYTHON'] ?? '/usr/bin/python3';

/** A contender in a process of its own, so that neither memory nor threads are shared. */
export class ContenderProcess {
  private readonly child;
  private readonly lines: AsyncIterator<string>;

  /** @param limitSeconds longest time that a request may take; after that the process is ended */
  constructor(
    private readonly contender: Contender,
    private readonly limitSeconds: number,
  ) {
    const { kind, threads, device = 'cpu' } = contender;
    const threadLimit = String(threads);
    const [command, args] =
      kind === 'torch'
        ? [python, [local('../torch_peer'), device]]
        : [process.execPath, ['--expose-gc', '--import', tsx, local('./node-worker.ts')]];
    this.child = execa(command, args, {
      reject: false,
      // PyTorch's number of threads reaches neither OpenBLAS nor, after its first use, OpenMP: the environment does.
      env: {
        OMP_NUM_THREADS: threadLimit,
        OPENBLAS_NUM_THREADS: threadLimit,
        PYTHONDONTWRITEBYTECODE: '1',
      },
    });
    this.lines = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
  }

  /** The library's version and device, once it is loaded. */
  async hello(): Promise<Greeting | Problem> {
    const greeting = await this.next();
    if ('missing' in greeting) return { problem: `${python}: ${String(greeting['missing'])}`, missing: true };
    return greeting as unknown as Greeting | Problem;
  }

  /** Builds the case and trains one step. `arrays` is where `writeArrays` put what PyTorch starts from. */
  load(bench: BenchCase, replicas: number, arrays: string): Promise<LoadAnswer | Problem> {
    const { kind, threads, way } = this.contender;
    const { model, options = {} } = bench.torch;
    const request =
      kind === 'torch' ? { model, options, way, arrays } : { kind, case: bench.name, replicas, threads };
    const { limitSeconds } = this;
    const late = { problem: `no step within ${limitSeconds} s`, limitSeconds };
    return this.ask({ do: 'load', ...request }, late) as Promise<LoadAnswer | Problem>;
  }

  time(steps: number): Promise<TimeAnswer | Problem> {
    // One step was done in time before: this says that something stalled, not how fast the contender is.
    const late = { problem: `stalled: ${steps} steps took over ${this.limitSeconds} s` };
    return this.ask({ do: 'time', steps }, late) as Promise<TimeAnswer | Problem>;
  }

  /** This package's engine alone: trains through `scan`, and the memory that was resident at most by then. */
  scan(steps: number): Promise<MemoryAnswer | Problem> {
    return this.ask({ do: 'scan', steps }) as Promise<MemoryAnswer | Problem>;
  }

  memory(): Promise<MemoryAnswer | Problem> {
    return this.ask({ do: 'memory' }) as Promise<MemoryAnswer | Problem>;
  }

  /** PyTorch's alone: leaves losses and parameters after `steps` steps in the file `result`. */
  run(steps: number, result: string): Promise<object | Problem> {
    return this.ask({ do: 'run', steps, result });
  }

  close(): void {
    this.child.kill('SIGKILL');
  }

  /** @param late the answer when none comes within the limit */
  private async ask(request: object, late: Problem = { problem: 'stalled' }): Promise<object> {
    this.child.stdin.write(`${JSON.stringify(request)}\n`);
    let stopped = false;
    const timer = setTimeout(() => {
      stopped = true;
      this.close();
    }, this.limitSeconds * 1000);
    const answer = await this.next();
    clearTimeout(timer);
    return stopped ? late : answer;
  }

  private async next(): Promise<Record<string, unknown>> {
    const line = await this.lines.next();
    if (line.done !== true) return JSON.parse(line.value) as Record<string, unknown>;
    const { stderr, exitCode } = await this.child;
    const lastWords = stderr.trim().split('\n').at(-1) ?? '';
    return { problem: `the process ended with exit code ${exitCode}${lastWords && `: ${lastWords}`}` };
  }
}
