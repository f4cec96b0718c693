import { parseArgs } from 'node:util';
import { UserError } from '#core';
import { type BenchCase, caseNamed, cases } from './cases/index.ts';
import type { MeasureOptions } from './measure.ts';

export interface BenchOptions extends MeasureOptions {
  readonly cases: readonly BenchCase[];
  /** No case was chosen. */
  readonly allCases: boolean;
  readonly replicas: readonly number[];
  readonly json: boolean;
  readonly save: boolean;
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
  --rounds N       samples of each contender (default 7)
  --quick          3 short rounds of 1 and 8 replicas: to see that everything runs
  --json           rows and verdicts as JSON on stdout
  --save           write bench/results/: JSON, table, chart; without --growth implies --peers; refuses on a busy machine
  --check          compare losses and updated weights with PyTorch's instead of measuring
  --growth         how time and memory grow with replicas and steps, and how long cases and claims take to compile,
                   instead of measuring peers (with --case no claims); ends with 1 when a bound does not hold
  --profile NAME   where one case spends its time, kernel by kernel, instead of measuring
  --threads N      threads of the engine with --profile or --growth (default 2)
  --list           names of the cases
`;

/** @throws UserError for an unknown option, case or number */
export function readOptions(args: string[]): BenchOptions {
  const { values } = parse(args);
  const quick = values.quick === true;
  const rounds = values.rounds === undefined ? (quick ? 3 : 7) : whole('--rounds', values.rounds);
  const profile = values.profile === undefined ? undefined : caseNamed(values.profile);
  const growth = values.growth === true;
  const usual = profile ? '8' : quick ? '1,8' : growth ? '1,2,4,8,16,32' : '1,8,32';
  const replicas = (values.replicas ?? usual).split(',').map((text) => whole('--replicas', text));
  return {
    cases: selected(values.case),
    allCases: values.case === undefined,
    replicas: growth ? replicas.sort((a, b) => a - b) : replicas,
    peers: values.peers === true || values.save === true,
    rounds,
    sampleSeconds: quick ? 0.05 : 0.3,
    limitSeconds: quick ? 10 : 60,
    json: values.json === true,
    save: values.save === true,
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
        rounds: text,
        quick: flag,
        json: flag,
        save: flag,
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
