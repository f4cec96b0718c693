import type { Value } from '../../plan/expressions/expression.ts';
import { type Instruction, instructions } from './instructions.ts';
import { RegisterAllocator, type RegisterOptions } from './register-allocator.ts';
import { type Entry, operandsOf, type Schedule, type Definition } from './schedule-expression.ts';
import type { Source, Step } from './step.ts';

/** The instructions of an expression after register allocation, and how many stack slots of 32 bytes they spill to. */
export interface Allocation {
  readonly steps: readonly Step[];
  readonly slots: number;
}

/** Instruction selection and register allocation for a schedule, in one pass (see `RegisterAllocator`). */
export function allocateRegisters(schedule: Schedule, options: RegisterOptions): Allocation {
  const registers = new RegisterAllocator(schedule, options);
  const selector = new InstructionSelector(schedule, options, registers);
  schedule.entries.forEach((entry, position) => selector.select(entry, position));
  return { steps: registers.steps, slots: registers.slots };
}

class InstructionSelector {
  /** Whether the last `pair` swapped its operands. */
  private exchanged = false;

  constructor(
    private readonly schedule: Schedule,
    private readonly options: RegisterOptions,
    private readonly registers: RegisterAllocator,
  ) {}

  select(entry: Entry, position: number): void {
    this.registers.advanceTo(position, operandsOf(this.schedule, entry));
    if ('sink' in entry) this.sink(entry.sink.output, entry.sink.args);
    else this.compute(entry.value, this.schedule.definitions[entry.value]!);
  }

  private sink(output: number, args: readonly Value[]): void {
    const [first, second] = args as [Value, Value | undefined];
    const sources: Source[] =
      second !== undefined
        ? this.pair(first, second, true)
        : [this.options.sinkRegisters ? this.registers.register(first) : this.registers.source(first)];
    this.registers.steps.push({ kind: 'sink', output, sources });
    this.registers.freeDead(args);
  }

  private compute(value: Value, definition: Definition): void {
    const instruction = instructions[definition.op];
    const [a, b, c] = definition.args as [Value, Value, Value];
    const to = () => this.registers.result(value, definition.args);
    switch (instruction.form) {
      case 'two':
        return this.two(instruction, a, b, to);
      case 'one': {
        const { name, immediate } = instruction;
        const from = this.registers.source(a);
        this.registers.steps.push({
          kind: 'one',
          name,
          from,
          to: to(),
          ...(immediate !== undefined && { immediate }),
        });
        return;
      }
      case 'shift': {
        const from = this.registers.register(a);
        this.registers.steps.push({
          kind: 'shift',
          name: instruction.name,
          from,
          to: to(),
          bits: definition.immediate,
        });
        return;
      }
      case 'select': {
        const [mask, otherwise, where] = [
          this.registers.register(a),
          this.registers.register(c),
          this.registers.source(b),
        ];
        this.registers.steps.push({ kind: 'blend', to: to(), a: otherwise, b: where, mask });
        return;
      }
      case 'lookup': {
        const index = this.registers.register(a);
        this.registers.steps.push({
          kind: 'two',
          name: 'vpermps',
          a: index,
          b: { lanes: definition.table! },
          to: to(),
        });
        return;
      }
      case 'fma':
        return this.fma(value, [a, b, c]);
      case 'copy':
        return this.copy(value, a);
      case 'leaf':
        throw new Error('loads and constants stand at their uses');
    }
  }

  private two(
    { name, immediate, swapped }: Instruction & { form: 'two' },
    a: Value,
    b: Value,
    to: () => number,
  ): void {
    const [first, second] = this.pair(a, b, swapped !== undefined);
    const predicate = typeof swapped === 'number' && this.exchanged ? swapped : immediate;
    const extra = predicate !== undefined && { immediate: predicate };
    this.registers.steps.push({ kind: 'two', name, a: first, b: second, to: to(), ...extra });
  }

  /**
   * The operands of an instruction whose second one may be in memory. Commutative operands are swapped when that saves a
   * load.
   */
  private pair(a: Value, b: Value, exchangeable: boolean): [number, Source] {
    const rank = (value: Value) =>
      this.registers.registerHolding(value) !== undefined
        ? 2
        : this.registers.canBeMemoryOperand(value)
          ? 0
          : 1;
    this.exchanged = exchangeable && rank(a) < rank(b);
    const [first, second] = this.exchanged ? [b, a] : [a, b];
    return [this.registers.register(first), this.registers.source(second)];
  }

  /**
   * An FMA instruction overwrites one of its operands. Best is one whose last use this is; else one that must be loaded
   * anyway, in a copy of its own; else a copy of the addend.
   */
  private fma(value: Value, args: [Value, Value, Value]): void {
    const [a, b, c] = args;
    for (const arg of [c, a, b]) if (this.missing(args) > 1) this.registers.register(arg);
    const dying = [c, a, b].find(
      (arg) => this.registers.isLastUse(arg) && this.registers.registerHolding(arg) !== undefined,
    );
    const loaded = dying ?? [c, a, b].find((arg) => this.registers.registerHolding(arg) === undefined);
    const overwritten = loaded ?? c;
    const to =
      dying !== undefined ? this.registers.registerHolding(dying)! : this.registers.copyOf(overwritten);
    const sourceOf = (arg: Value): Source => (arg === overwritten ? to : this.registers.source(arg));
    this.registers.steps.push(
      fusedStep(args.indexOf(overwritten), to, args.map(sourceOf) as [Source, Source, Source]),
    );
    if (dying !== undefined) this.registers.unassign(dying);
    this.registers.freeDead(args);
    this.registers.assign(value, to);
  }

  private missing(args: readonly Value[]): number {
    return args.filter((arg) => this.registers.registerHolding(arg) === undefined).length;
  }

  private copy(value: Value, from: Value): void {
    const to = this.registers.copyOf(from);
    this.registers.freeDead([from]);
    this.registers.assign(value, to);
  }
}

/** The FMA instruction (132, 213 or 231) for a * b + c that overwrites operand number `place`. */
function fusedStep(place: number, to: number, [a, b, c]: readonly [Source, Source, Source]): Step {
  if (place === 2) {
    const [second, third] = typeof a === 'number' ? [a, b] : [b, a];
    return { kind: 'fused', name: 'vfmadd231ps', to, a: second as number, b: third };
  }
  const factor = place === 0 ? b : a;
  if (typeof factor === 'number') return { kind: 'fused', name: 'vfmadd213ps', to, a: factor, b: c };
  return { kind: 'fused', name: 'vfmadd132ps', to, a: c as number, b: factor };
}
