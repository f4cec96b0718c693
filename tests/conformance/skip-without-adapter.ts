import { beforeEach } from 'vitest';
import { resolveEngine } from '#engine';
import { messageOf } from '#core';

/** Where nothing can run the engine, tests are reported as skipped, with the reason. */
const problem = await resolveEngine('webgpu').then(() => undefined, messageOf);

beforeEach((context) => context.skip(problem !== undefined, problem));
