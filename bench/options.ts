import { parseArgs } from 'node:util';
import { UserError } from '#core';
import { type BenchCase, type BenchDevice, caseNamed, cases } from './cases/index.ts';
import type { MeasureOptions } from './measure.ts';

export interface BenchOptions extends MeasureOptions {
  readonly cases: readonly BenchCase[];
  /** No case was chosen. */
  readonly allCases: boolean;
  readonly replicas: readonly number[];
  readonly json: boolean;
  readonly save: boolean;
  /** Files that --json printed, instead of measuring. */
  readonly from: readonly string[] | undefined;
  readonly check: boolean;
  readonly profile: BenchCase | undefined;
  readonly growth: boolean;
  /** Of the profile and the growth. */
  readonly threads: number;
  readonly help: boolean;
}

export const usage = `npm run bench -- [options]

  --case NAME      one case, or all whose names begin so; may be repeated (default: all)
  --replicas LIST  numbers of replicas, for instance 1,8 (default 1,8,32; with --growth 1,2,4,8,16,32)
  --peers          measure PyTorch and TF.js too
  --device gpu     this package's engines for a GPU beside PyTorch on the same one (default: cpu); implies --peers,
                   with 1, 32 and 256 replicas of mlp, bn-conv-16px-w16-b32 and transformer
  --rounds N       samples of each contender (default 7)
  --quick          3 short rounds of 1 and 8 replicas: to see that everything runs
  --json           rows and verdicts as JSON on stdout
  --save           write bench/results/: JSON, table, chart; without --growth implies --peers; refuses on a busy machine
                   and on an adapter that is no GPU
  --from FILE      take a result that --json printed, on another machine perhaps, instead of measuring: print its tables,
                   with --save keep it; may be repeated for cases that were measured one by one
  --check          compare losses and updated weights with PyTorch's instead of measuring; with --device gpu those of
                   engines and PyTorch on the GPU with the cpu engine's
  --growth         how time and memory grow with replicas and steps, and how long cases and claims take to compile,
                   instead of measuring peers (with --case no claims); ends with 1 when a bound does not hold
  --profile NAME   where one case spends its time, kernel by kernel, instead of measuring
  --threads N      threads of the engine with --profile or --growth (default 2)
  --list           names of the cases
`;

/** What runs unless options say otherwise. */
interface Usual {
  /** Names of cases. Absent: all. */
  readonly cases?: readonly string[];
  readonly replicas: string;
  readonly profiled: string;
  readonly peers: boolean;
  /** Of a first step with --quick: compiling shaders counts. */
  readonly quickLimitSeconds: number;
}

const usual: Readonly<Record<BenchDevice, Usual>> = {
  cpu: { replicas: '1,8,32', profiled: '8', peers: false, quickLimitSeconds: 10 },
  gpu: {
    cases: ['mlp', 'bn-conv-16px-w16-b32', 'transformer'],
    replicas: '1,32,256',
    profiled: '32',
    peers: true,
    quickLimitSeconds: 60,
  },
};
const quickReplicas = '1,8';
const growthReplicas = '1,2,4,8,16,32';

/** @throws UserError for an unknown option, case, device or number, and for options that exclude each other */
export function readOptions(args: string[]): BenchOptions {
  const { values } = parse(args);
  const quick = values.quick === true;
  const rounds = values.rounds === undefined ? (quick ? 3 : 7) : whole('--rounds', values.rounds);
  const profile = values.profile === undefined ? undefined : caseNamed(values.profile);
  const growth = values.growth === true;
  const device = deviceNamed(values.device ?? 'cpu');
  if (growth && device === 'gpu') {
    throw new UserError('--growth is of the cpu engine', 'leave --growth or --device gpu out');
  }
  const here = usual[device];
  const counts = profile ? here.profiled : quick ? quickReplicas : growth ? growthReplicas : here.replicas;
  const replicas = (values.replicas ?? counts).split(',').map((text) => whole('--replicas', text));
  return {
    cases: selected(values.case ?? here.cases),
    allCases: values.case === undefined,
    replicas: growth ? replicas.sort((a, b) => a - b) : replicas,
    device,
    peers: values.peers === true || values.save === true || here.peers,
    rounds,
    sampleSeconds: quick ? 0.05 : 0.3,
    limitSeconds: quick ? here.quickLimitSeconds : 60,
    json: values.json === true,
    save: values.save === true,
    from: values.from,
    check: values.check === true,
    profile,
    growth,
    threads: whole('--threads', values.threads ?? '2'),
    help: values.help === true || values.list === true,
  };
}

function parse(args: string[]) {
  const flag = { type: 'boolean' } as const;
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args,
      options: {
        case: { type: 'string', multiple: true },
        replicas: text,
        peers: flag,
        device: text,
        rounds: text,
        quick: flag,
        json: flag,
        save: flag,
        from: { type: 'string', multiple: true },
        check: flag,
        growth: flag,
        profile: text,
        threads: text,
        list: flag,
        help: flag,
      },
    });
  } catch (error) {
    throw new UserError(
      (error as Error).message.split('. ')[0]!,
      'npm run bench -- --help lists the options',
    );
  }
}

function deviceNamed(name: string): BenchDevice {
  if (name === 'cpu' || name === 'gpu') return name;
  throw new UserError(`--device takes cpu or gpu, got '${name}'`, 'for instance --device gpu');
}

function selected(names: readonly string[] | undefined): readonly BenchCase[] {
  if (!names) return cases;
  for (const name of names) if (!cases.some((one) => one.name.startsWith(name))) caseNamed(name);
  return cases.filter((one) => names.some((name) => one.name === name || one.name.startsWith(name)));
}

function whole(option: string, text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 1) return value;
  throw new UserError(
    `${option} takes whole numbers of at least 1, got '${text}'`,
    `for instance ${option} 8`,
  );
}
