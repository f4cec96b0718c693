export { badgeMessage, badge, shieldsEndpoint, type BadgeOptions } from './badge.ts';
export { badgeTable, type BadgeRow, type PublishedBadge } from './badge-table.ts';
export { canaryText } from './canary-text.ts';
export { claimTable, type ClaimTableRow } from './claim-table.ts';
export { combineEvidence, type CombinedEvidence } from './combine-evidence.ts';
export { combinedText, contraryText, contributionText } from './combined-text.ts';
export { controlVerdict, refutedElsewhere } from './control-verdict.ts';
export { environmentFields } from './environment-fields.ts';
export { evidenceText } from './evidence/evidence-text.ts';
export {
  badgePath,
  evidencePath,
  overviewPath,
  picturePath,
  publishedFolder,
  summaryPath,
} from './evidence-folder.ts';
export { hanging } from './evidence/hanging.ts';
export { evidenceValue, type ShownValue } from './evidence-value.ts';
export { fidelityWord, protocolLines, tierWords, verdictWords } from './fidelity-text.ts';
export { decisiveEffect } from './decisive-panel.ts';
export {
  formatEffect,
  formatEvidenceValue,
  formatNumber,
  formatRule,
  formatSeconds,
  formatUnit,
  plural,
} from './format.ts';
export { groupBadge, groupEndpoint, type Group } from './group-badge.ts';
export { junitReport } from './junit-report.ts';
export { markOf } from './mark.ts';
export { pagePath, paperPath } from './page-path.ts';
export { plainTable } from './plain-table.ts';
export { placeLines } from './source-text.ts';
export { profileText } from './profile-text.ts';
export { armNames, armSettings, scanText, sizeSettings } from './trained-rows.ts';
export { marginsOf, seedStrip } from './seed-strip.ts';
export { verdictChanges } from './verdict-changes.ts';
export { verdictOverview } from './verdict-overview.ts';
export { verdictPicture, type PictureRow } from './verdict-picture.ts';
export { verdictTable, type VerdictRow } from './verdict-table.ts';
export { inManner, isRounded, numberForm, wordForm } from './written-number.ts';
export { datasetPart } from './stored-evidence.ts';
export type {
  CalibrationSummary,
  CollectedEvidence,
  Machine,
  UnitTime,
  CollectedPaper,
  Contribution,
  PublishedRun,
  Environment,
  RunBlock,
  StoredEvidence,
} from './stored-evidence.ts';
export { isSatisfied } from './is-satisfied.ts';
