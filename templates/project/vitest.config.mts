import { claimsProject } from 'claimcheck/vitest';
import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { projects: [claimsProject()] } });
