import type { ClaimAnswer } from './claim-answer.ts';
import type { JudgingSettings } from './claims-options.ts';

/** What the process of vitest says to the one that judges. */
export type ToJudging =
  | { readonly type: 'judge'; readonly ids: readonly string[]; readonly settings: JudgingSettings }
  /** Ends after the chunks in flight. */
  | { readonly type: 'stop' }
  /** Ends at once. */
  | { readonly type: 'kill' };

/** What the process that judges says. */
export type FromJudging =
  | { readonly type: 'answer'; readonly id: string; readonly answer: ClaimAnswer }
  /** For the claims that have no answer yet: there will be no other. */
  | { readonly type: 'rest'; readonly answer: ClaimAnswer }
  /** A claim's file, and what it uses of the claims folder: an edit of any makes its evidence stale. */
  | { readonly type: 'files'; readonly file: string; readonly uses: readonly string[] };
