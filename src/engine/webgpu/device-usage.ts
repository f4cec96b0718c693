/** WebGPU's usage flags, whose constants are globals that Node.js does not have. */
export const usage = {
  mapRead: 0x1,
  copySource: 0x4,
  copyTarget: 0x8,
  uniform: 0x40,
  storage: 0x80,
  queryResolve: 0x200,
} as const;

export const computeStage = 0x4;
export const mapRead = 0x1;
