import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

interface Documented {
  readonly name: string;
  readonly text: string;
  readonly tags: readonly string[];
  /** Of a function. */
  readonly signature?: string;
  /** Throws on its own account, not through what it calls. */
  readonly throws: boolean;
}

/** What is wrong with the docstring of an export, one line each. */
function problemsOf({ name, text, tags, signature, throws }: Documented): string[] {
  const arrays = signature !== undefined && /\b(Tensor|NdArray)\b/.test(signature);
  return [
    ...(text.trim() === '' ? [`${name} says nothing`] : []),
    // `parameters` come in any shape, and a function on them says so.
    ...(arrays && !/\[[^\]]*\]|parameter/.test(text) ? [`${name} says no shape`] : []),
    ...(throws && !tags.includes('throws') ? [`${name} does not say when it throws`] : []),
  ];
}

function documentedIn(program: ts.Program, file: string): Documented[] {
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(program.getSourceFile(file)!)!;
  return checker.getExportsOfModule(module).map((exported): Documented => {
    const aliased = (exported.flags & ts.SymbolFlags.Alias) !== 0;
    const symbol = aliased ? checker.getAliasedSymbol(exported) : exported;
    const declaration = symbol.valueDeclaration;
    const type = declaration && checker.getTypeOfSymbolAtLocation(symbol, declaration);
    const [signature] = type?.getCallSignatures() ?? [];
    const tags = symbol.getJsDocTags(checker);
    return {
      name: exported.name,
      text: [symbol.getDocumentationComment(checker), ...tags.flatMap((tag) => (tag.text ? [tag.text] : []))]
        .map((parts) => ts.displayPartsToString([...parts]))
        .join(' '),
      tags: tags.map((tag) => tag.name),
      ...(signature && {
        signature: checker.signatureToString(signature, undefined, ts.TypeFormatFlags.NoTruncation),
      }),
      throws:
        signature !== undefined && /throw new (User)?Error\b/.test(signature.declaration?.getText() ?? ''),
    };
  });
}

describe('what the package exports is documented', () => {
  const entries = readdirSync(join(root, 'src', 'public')).map((name) => join(root, 'src', 'public', name));
  const config = ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path)).config,
    ts.sys,
    root,
  );
  const program = ts.createProgram(entries, config.options);

  it.each(entries.map((entry) => [entry.slice(root.length), entry]))('%s', (_, entry) => {
    const found = documentedIn(program, entry);
    expect(found.length).toBeGreaterThan(0);
    expect(found.flatMap(problemsOf)).toEqual([]);
  });

  it('and the check finds what is not', () => {
    const fine = { name: 'f', text: 'x [R, B]', tags: ['throws'], signature: '(x: Tensor)', throws: true };
    expect(problemsOf(fine)).toEqual([]);
    expect(problemsOf({ ...fine, text: 'of x' })).toEqual(['f says no shape']);
    expect(problemsOf({ ...fine, tags: [] })).toEqual(['f does not say when it throws']);
    expect(problemsOf({ name: 'T', text: '', tags: [], throws: false })).toEqual(['T says nothing']);
  });
});
