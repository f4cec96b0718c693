import { expect } from 'vitest';
import { toExceed } from './to-exceed.ts';

expect.extend({ toExceed });
