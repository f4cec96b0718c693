/** What a loader's hook answers of where an import leads. */
interface Resolved {
  readonly url: string;
  readonly format?: string | null | undefined;
}

/** A TypeScript file, and what tsx appends to one that it takes for CommonJS. */
const typeScript = /^file:.*?\.ts(?=%3F|\?|$)/;

/**
 * TypeScript files are ES modules, whatever the nearest package.json says: a project of CommonJS may have claims, and what
 * they import waits at the top level, as files that are translated to CommonJS cannot.
 */
export function asModule<Result extends Resolved>(resolved: Result): Result {
  const [url] = typeScript.exec(resolved.url) ?? [];
  if (resolved.format !== 'commonjs' || url === undefined || url.includes('/node_modules/')) return resolved;
  return { ...resolved, url, format: 'module' };
}

/**
 * The same as a hook of `module.register`, on the thread of hooks.
 * @public
 */
export async function resolve(
  specifier: string,
  context: unknown,
  next: (specifier: string, context: unknown) => Promise<Resolved>,
): Promise<Resolved> {
  return asModule(await next(specifier, context));
}
