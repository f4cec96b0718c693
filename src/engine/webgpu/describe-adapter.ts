/** What an adapter says of itself. */
type AdapterInfo = Pick<GPUAdapterInfo, 'vendor' | 'architecture' | 'device' | 'description'> & {
  readonly isFallbackAdapter?: boolean;
};

const softwareNames = /swiftshader|llvmpipe|lavapipe|softpipe|software|basic render|\bcpu\b/i;

/** Whether an adapter computes on the processor. */
export function isSoftware(info: AdapterInfo): boolean {
  return info.isFallbackAdapter === true || softwareNames.test(namesOf(info).join(' '));
}

/** `GPU nvidia, ampere, ...` or `software adapter google, swiftshader, ...`: what evidence calls an adapter. */
export function describeAdapter(info: AdapterInfo): string {
  return `${isSoftware(info) ? 'software adapter' : 'GPU'} ${namesOf(info).join(', ') || 'without a name'}`;
}

function namesOf({ vendor, architecture, device, description }: AdapterInfo): string[] {
  return [...new Set([vendor, architecture, device, description].filter((name) => name !== ''))];
}
