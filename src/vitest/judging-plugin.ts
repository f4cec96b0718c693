import type { Vite } from 'vitest/node';
import { AnswerServer } from './answer-server.ts';
import type { JudgingSettings } from './claims-options.ts';
import { JudgingReporter } from './judging-reporter.ts';

/** Lets a project's claims be judged while its tests wait for them, whichever reporters are chosen. */
export function judgingPlugin(settings: JudgingSettings): Vite.Plugin {
  return {
    name: 'claimcheck',
    configureVitest({ vitest, project }) {
      const reporter = new JudgingReporter(vitest, project, settings);
      const server = new AnswerServer(reporter.answer);
      project.provide('claimcheckAnswers', server.path);
      vitest.onClose(() => server.close());
      vitest.config.reporters.push(reporter);
    },
  };
}
