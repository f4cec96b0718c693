import { defineCommand } from 'citty';
import { printable } from '#core';
import { descriptions } from './descriptions.ts';
import {
  checkArguments,
  claimsFolder,
  claimsOption,
  filterArgument,
  jsonOption,
  ledgerFolder,
  outOption,
} from './options.ts';
import { print, printError, widthOf } from './terminal.ts';
import { parseTraining, publishedTimesOption, trainingOptions } from './training-options.ts';
import { unitsText } from './units-text.ts';

const args = {
  ...filterArgument('plan'),
  ...trainingOptions,
  ...outOption,
  ...jsonOption,
  ...publishedTimesOption,
  ...claimsOption,
} as const;

export const plan = defineCommand({
  meta: { name: 'plan', description: descriptions.plan },
  args,
  async run({ args: given }) {
    checkArguments(given, args, { many: true });
    const { tier, family, seedBase } = parseTraining(given);
    const { planUnits } = await import('#runner');
    const { json = false, engine, out, reports } = given;
    const places = { claims: claimsFolder(given.claims), out, reports, ledger: ledgerFolder };
    const planned = await planUnits({ ...places, filters: given._, tier, family, seedBase, engine });
    const { units, refused } = planned;
    if (json) print(JSON.stringify({ tier, seedBase, engine: planned.engine, units }, null, 2));
    else print(unitsText(planned, widthOf(process.stdout)));
    for (const { message } of refused) printError(`error: ${printable(message)}`);
    return refused.length > 0 ? 2 : 0;
  },
});
