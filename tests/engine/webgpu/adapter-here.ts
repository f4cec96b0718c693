import { findAdapter } from '../../../src/engine/webgpu/index.ts';

const found = await findAdapter();

/** Why shaders cannot run here; undefined where they can. */
export const problem = found.available ? undefined : found.reason;
