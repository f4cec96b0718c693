import { readFileSync } from 'node:fs';
import { inject, test, TestRunner } from 'vitest';
import { askForAnswer } from './ask-for-answer.ts';
import type { ClaimTestFacts } from './claim-answer.ts';
import { claimIdOf } from './claim-id.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the tests of claims ask for verdicts. */
    claimcheckAnswers: string;
  }
  interface TaskMeta {
    claimcheck?: ClaimTestFacts;
  }
}

type ImportSource = Parameters<TestRunner['importFile']>[1];

/**
 * Lets vitest run claim files: each is one test, which waits until its claim is judged and fails when the verdict is not the
 * expected one. The file is not imported here: it is judged in a process that has imported nothing else.
 */
export default class ClaimRunner extends TestRunner {
  override async importFile(filepath: string, source: ImportSource): Promise<unknown> {
    const id = source === 'collect' ? claimIdOf(filepath) : undefined;
    if (id === undefined) return super.importFile(filepath, source);
    register(id, filepath);
    return {};
  }
}

function register(id: string, file: string): void {
  test(id, async ({ annotate, skip, task }) => {
    const answer = await askForAnswer(inject('claimcheckAnswers'), id);
    switch (answer.type) {
      case 'skipped':
        return skip(answer.why);
      case 'stopped':
        return skip('stopped before it was judged');
      case 'failed':
        throw failureAt(file, `${id} was not judged, which says nothing about the claim: ${answer.message}`);
      case 'judged':
        task.meta.claimcheck = answer.facts;
        for (const note of answer.notes) await annotate(note);
        if (!answer.expected) throw failureAt(file, answer.failure);
    }
  });
}

/** An error that points at the claim, not at this file. */
function failureAt(file: string, message: string): Error {
  const lines = readFileSync(file, 'utf8').split('\n');
  const line = lines.findIndex((text) => text.startsWith('export default')) + 1;
  const error = new Error(message);
  error.name = 'ClaimError';
  error.stack = `ClaimError: ${message}\n    at ${file}:${Math.max(1, line)}:1`;
  return error;
}
