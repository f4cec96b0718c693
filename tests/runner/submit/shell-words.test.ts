import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { shellWords } from '../../../src/runner/submit/shell-words.ts';

it('a shell reads back what was written, whatever is in it', () => {
  const words = [
    'plain',
    'a b',
    "it's",
    '"',
    '$HOME',
    '`id`',
    '',
    'new\nline',
    '*',
    '\\',
    'toy-paper/*',
    '~',
    'a;b',
  ];
  const told = execFileSync('/bin/sh', ['-c', `printf '%s\\0' ${shellWords(words)}`], { encoding: 'utf8' });
  expect(told.split('\0').slice(0, -1)).toEqual(words);
});

it('leaves plain words as they are', () => {
  expect(shellWords(['--tier', 'smoke', '/a/b-c_1.txt'])).toBe('--tier smoke /a/b-c_1.txt');
});
