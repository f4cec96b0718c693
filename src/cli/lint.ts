import { defineCommand } from 'citty';
import { plural } from '#report';
import { surveyClaims, selectClaims } from '#sources';
import { descriptions } from './descriptions.ts';
import { checkArguments, claimsFolder, claimsOption, filterArgument } from './options.ts';
import { print } from './terminal.ts';

const args = {
  ...filterArgument('look at'),
  ...claimsOption,
} as const;

export const lint = defineCommand({
  meta: { name: 'lint', description: descriptions.lint },
  args,
  async run({ args: given }) {
    checkArguments(given, args, { many: true });
    const entries = selectClaims(surveyClaims(claimsFolder(given.claims)), given._);
    const counts = { problems: 0, broken: 0, needMeasures: 0 };
    const { lintClaims } = await import('#runner');
    for await (const { problems, needsMeasures } of lintClaims(entries)) {
      for (const problem of problems) print(`✗ ${problem}`);
      counts.problems += problems.length;
      if (problems.length > 0) counts.broken++;
      if (needsMeasures) counts.needMeasures++;
    }
    print(conclusion(entries.length, counts));
    return counts.problems > 0 ? 1 : 0;
  },
});

function conclusion(
  claims: number,
  { problems, broken, needMeasures }: Readonly<Record<'problems' | 'broken' | 'needMeasures', number>>,
): string {
  const found = problems === 0 ? 'no problem' : `${plural(problems, 'problem')} in ${broken} of them`;
  const later =
    needMeasures === 0 ? '' : `; the controls of ${needMeasures} are checked by the measures of a first look`;
  return `${plural(claims, 'claim')}, ${found}${later}`;
}
