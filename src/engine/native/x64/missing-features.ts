/** What cpuid says in ecx of leaf 1 and in ebx of leaf 7, and which register states the system saves (xgetbv). */
export interface FeatureWords {
  readonly leaf1: number;
  readonly leaf7: number;
  readonly states: number;
}

/** Names of the needed features that are not there (Intel's Software Developer's Manual, volume 1, section 14.3). */
export function missingFeatures({ leaf1, leaf7, states }: FeatureWords): string[] {
  const features: [string, boolean][] = [
    ['FMA', (leaf1 & (1 << 12)) !== 0],
    ['saved vector registers', (leaf1 & (1 << 27)) !== 0 && (states & 6) === 6],
    ['AVX', (leaf1 & (1 << 28)) !== 0],
    ['AVX2', (leaf7 & (1 << 5)) !== 0],
  ];
  return features.filter(([, there]) => !there).map(([name]) => name);
}
