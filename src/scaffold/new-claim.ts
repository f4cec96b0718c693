import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UserError } from '#core';
import { readManifest, template, writeMissing, type Written } from './templates.ts';

const idForm = /^(?<paper>[a-z0-9]+(?:-[a-z0-9]+)*)\/(?<claim>[a-z0-9]+(?:-[a-z0-9]+)*)$/;

/**
 * Writes a claim that trains and is supported, to be replaced by what its paper states: the claim with its control, and of
 * its paper's folder what is not there yet (citation, setting, README with the place of its table).
 * @param claims the folder of claims
 * @param id `<paper>/<claim>`
 * @returns paths from the folder of claims
 * @throws UserError when the id is not of this form, or there is such a claim
 */
export function newClaim(claims: string, id: string): Written {
  const { paper, claim } = idForm.exec(id)?.groups ?? {};
  if (paper === undefined || claim === undefined) {
    throw new UserError(
      `"${id}" is not the id of a claim`,
      'write <paper>/<claim> in small letters, digits and hyphens, for instance group-norm/stable',
    );
  }
  for (const suffix of ['claim', 'invariant']) {
    const path = join(claims, paper, `${claim}.${suffix}.ts`);
    if (existsSync(path)) throw new UserError(`there is ${path}`, 'choose another name, or edit that file');
  }
  const names = { 'example-paper': paper, 'example-claim': claim };
  const setting = settingName(join(claims, paper), claim);
  const text = template('paper/example.claim.ts', names).replace('./setting.ts', `./${setting}`);
  return writeMissing(claims, {
    ...moduleFiles(claims),
    [`${paper}/paper.ts`]: template('paper/paper.ts', names),
    [`${paper}/${setting}`]: template('paper/setting.ts', names),
    [`${paper}/README.md`]: template('paper/README.md', names),
    [`${paper}/${claim}.claim.ts`]: text,
  });
}

/** `setting.ts`, unless the paper has another one. */
function settingName(folder: string, claim: string): string {
  const path = join(folder, 'setting.ts');
  const free = !existsSync(path) || readFileSync(path, 'utf8') === template('paper/setting.ts');
  return free ? 'setting.ts' : `${claim}-setting.ts`;
}

/** Claim files are ES modules, whatever else is in the project. */
const moduleManifest = `${JSON.stringify({ private: true, type: 'module' }, null, 2)}\n`;

/** What a folder of claims needs so that type checker, editors and Node take its files for ES modules. */
export function moduleFiles(claims: string): Readonly<Record<string, string>> {
  return isModule(claims) ? {} : { 'package.json': moduleManifest };
}

/** Whether Node takes the files of a folder as ES modules: by the nearest manifest, which may be the folder's own. */
function isModule(folder: string): boolean {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const manifest = join(at, 'package.json');
    if (existsSync(manifest)) return readManifest(manifest).type === 'module';
    if (dirname(at) === at) return false;
  }
}
