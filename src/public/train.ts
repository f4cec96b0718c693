export {
  column,
  evaluate,
  mapBatches,
  perSeed,
  scan,
  scanWithDistances,
  trajectoriesOf,
  type BatchFunction,
  type Observed,
  type Observer,
  type ScanOptions,
  type ScanResult,
} from '#train';
