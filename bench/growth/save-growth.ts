import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { canonicalJson, writeFileAtomic } from '#core';
import { machineSlug } from '../machine.ts';
import { armCells, caseCells, growthVerdictText, markdownTable } from './growth-text.ts';
import { type GrowthMeasured, measuredCases } from './measure-growth.ts';

/** Writes `results/<machine>-growth.json` and `.md` and returns their paths. */
export async function saveGrowth(measured: GrowthMeasured): Promise<string[]> {
  const slug = `${machineSlug(measured.machine)}-growth`;
  const path = (ending: string): string =>
    fileURLToPath(new URL(`../results/${slug}.${ending}`, import.meta.url));
  const files: Record<string, string> = {
    [path('json')]: await format(canonicalJson(measured), { parser: 'json', printWidth: 110 }),
    [path('md')]: await format(markdown(measured), { parser: 'markdown', printWidth: 110 }),
  };
  for (const [file, content] of Object.entries(files)) writeFileAtomic(file, content);
  return Object.keys(files);
}

function markdown(measured: GrowthMeasured): string {
  const { machine, date, rounds, threads, arms, verdicts } = measured;
  const missed = verdicts.filter(({ passes }) => !passes);
  return [
    `# Growth: ${machine.cpu}, ${machine.cores} cores`,
    `${date}; ${machine.memoryGiB} GiB, ${machine.system}; Node ${machine.node}. ${threads} threads, medians of ${rounds} rounds; load before the run ${measured.load.toFixed(2)}.`,
    markdownTable(caseCells(measuredCases(measured))),
    arms.length > 0 ? markdownTable(armCells(arms)) : '',
    `${verdicts.length - missed.length} of ${verdicts.length} bounds hold.`,
    missed.map((verdict) => `- missed: ${growthVerdictText(verdict)}`).join('\n'),
    '',
  ].join('\n\n');
}
