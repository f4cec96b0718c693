import { existsSync } from 'node:fs';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { execa } from 'execa';
import { UserError, writeFileAtomic } from '#core';
import { calibrationPage } from './calibration-page.ts';
import { type CalibrationResult, readCalibration, writeCalibration } from './calibration-result.ts';
import { calibrateSuite } from './calibrate-suite.ts';
import { impossibleRules } from './impossible-rules.ts';
import { simulatedNulls } from './simulated-nulls.ts';
import { sourcesHash } from './sources-hash.ts';
import { publishedClaims } from './training/published-claims.ts';
import { currentMarks, judgeIn, trainSuite } from './training/training-suite.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const path = `${root}/reports/calibration.json`;
const claims = `${root}/claims`;
const simulatedRuns = 10_000;

const print = (text: string): void => void process.stdout.write(`${text}\n`);

/** What is published at the smoke tier, the replications after it. */
function publishedFolders(): string[] {
  const replications = readdirSync(`${root}/reports/replications`).sort();
  return [
    `${root}/reports/smoke`,
    ...replications.map((name) => `${root}/reports/replications/${name}/smoke`),
  ];
}

/** The result of before, of which only what has changed is found again. */
async function begin(): Promise<CalibrationResult> {
  const before = readCalibration(path);
  const { stdout: commit } = await execa('git', ['rev-parse', '--short', 'HEAD'], { cwd: root });
  const simulation = sourcesHash(['simulated-nulls']);
  return {
    ...{ tier: 'smoke', date: new Date().toISOString().slice(0, 10), commit },
    claims: before?.claims ?? {},
    trained: before?.trained ?? {},
    simulation,
    simulated: before?.simulation === simulation ? before.simulated : simulatedNulls(simulatedRuns),
    impossible: impossibleRules(),
  };
}

/** Looks at stored numbers, and trains for so many minutes of processors; every finding is on disk before the next one. */
async function calibrate(
  chosen: readonly string[],
  evidence: readonly string[],
  minutes: number,
): Promise<void> {
  let result = await begin();
  const keep = (found: Partial<CalibrationResult>): void => {
    result = { ...result, ...found };
    writeCalibration(path, result);
  };
  const found = await calibrateSuite({
    ...{ claims, chosen, before: result },
    evidence: [...publishedFolders(), ...evidence],
    onClaim: (id, claim) => {
      keep({ claims: { ...result.claims, [id]: claim } });
      print(`${id}: ${claim.verdict}, bases ${Object.keys(claim.evidence).join(', ')}`);
    },
  });
  const published = publishedClaims(`${root}/reports/smoke`, Object.keys(found));
  keep({ claims: found, trained: currentMarks(result.trained, published) });
  await trainSuite({
    published: published.filter(
      ({ id }) => chosen.length === 0 || chosen.some((name) => id.startsWith(name)),
    ),
    before: result.trained,
    cpuSeconds: 60 * minutes,
    judge: judgeIn(claims),
    onMark: (id, sabotage, mark) => {
      keep({ trained: { ...result.trained, [id]: { ...result.trained[id], [sabotage]: mark } } });
      print(`${id}, ${sabotage}: ${mark.inert ? 'inert' : mark.verdict}`);
    },
  });
  writeFileAtomic(`${root}/docs/calibration.md`, calibrationPage(result));
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    evidence: { type: 'string', multiple: true, default: [] },
    train: { type: 'string', default: '0' },
  },
});
const minutes = Number(values.train);
if (!(minutes >= 0)) {
  throw new UserError(`--train is ${values.train}`, 'give minutes of processor time, as in --train 10');
}
const missing = values.evidence.filter((folder) => !existsSync(folder));
if (missing.length > 0) {
  throw new UserError(`there is no folder ${missing.join(', ')}`, 'name folders that were verified into');
}
await calibrate(positionals, values.evidence, minutes);
