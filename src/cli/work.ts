import { defineCommand } from 'citty';
import { UserError } from '#core';
import { plural } from '#report';
import { catchInterrupts } from './interrupts.ts';
import { descriptions } from './descriptions.ts';
import {
  checkArguments,
  claimsFolder,
  claimsOption,
  ledgerFolder,
  outOption,
  wholeNumber,
} from './options.ts';
import { print, printError, redrawn } from './terminal.ts';
import { parseTraining, publishedTimesOption, trainingOptions } from './training-options.ts';

const args = {
  key: {
    type: 'positional',
    required: false,
    description: 'Keys of units that "claimcheck plan" lists, or how they begin',
  },
  ...trainingOptions,
  ...outOption,
  jobs: {
    type: 'string',
    valueHint: 'n',
    description: 'Units trained at the same time (default: one per core)',
  },
  ...publishedTimesOption,
  ...claimsOption,
} as const;

export const work = defineCommand({
  meta: { name: 'work', description: descriptions.work },
  args,
  async run({ args: given, rawArgs }) {
    checkArguments(given, args, { many: true });
    if (given._.length === 0)
      throw new UserError('which unit?', '"claimcheck plan" lists units and their keys');
    const { tier, family, seedBase } = parseTraining(given);
    const jobs = given.jobs === undefined ? undefined : wholeNumber('--jobs', given.jobs, 1);
    const { createDisplay, workUnits } = await import('#runner');
    const { engine, out, reports } = given;
    const display = createDisplay({ stream: process.stderr, live: await redrawn(process.stderr) });
    const interrupts = catchInterrupts((line) => display.add(line));
    const { stop, kill } = interrupts;
    try {
      const places = { claims: claimsFolder(given.claims), out, reports, ledger: ledgerFolder };
      const asked = { tier, family, seedBase, engine, jobs };
      const { trained, failed, unfinished } = await workUnits(given._, {
        ...{ ...places, ...asked, stop, kill },
        onEvent: (event) => display.handle(event),
      });
      display.close();
      if (stop.aborted && unfinished.length > 0) {
        printError(`stopped: ${plural(unfinished.length, 'unit')} not trained`);
        printError(`to go on from here: claimcheck work ${rawArgs.join(' ')}`);
        return interrupts.exitCode();
      }
      if (trained.length > 0) print(`${plural(trained.length, 'unit')} trained; "claimcheck verify" judges`);
      return failed.length > 0 ? 1 : 0;
    } finally {
      display.close();
      interrupts.release();
    }
  },
});
