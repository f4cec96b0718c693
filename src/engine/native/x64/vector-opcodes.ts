/**
 * How a vector instruction is encoded (Intel's Software Developer's Manual, volume 2): prefix (0: none, 1: 66, 2: F3,
 * 3: F2), opcode map (1: 0F, 2: 0F38, 3: 0F3A), opcode; `wide`: VEX.W; `half`: the lower lanes
 * alone (VEX.L is 0); `immediate`: a byte follows.
 */
export interface VectorOpcode {
  readonly prefix: 0 | 1 | 2 | 3;
  readonly map: 1 | 2 | 3;
  readonly opcode: number;
  readonly wide: boolean;
  readonly half: boolean;
  readonly immediate: boolean;
}

type Extra = 'i' | 'w' | 's' | 'h';

/** `flags`: i an immediate byte follows, w VEX.W, s lane 0 alone or h the lower half (VEX.L 0). */
function op(prefix: 0 | 1 | 2 | 3, map: 1 | 2 | 3, opcode: number, ...flags: Extra[]): VectorOpcode {
  return {
    prefix,
    map,
    opcode,
    wide: flags.includes('w'),
    half: flags.includes('s') || flags.includes('h'),
    immediate: flags.includes('i'),
  };
}

/** to = a op b. */
export const threeOperand = {
  vaddps: op(0, 1, 0x58),
  vmulps: op(0, 1, 0x59),
  vsubps: op(0, 1, 0x5c),
  vminps: op(0, 1, 0x5d),
  vdivps: op(0, 1, 0x5e),
  vmaxps: op(0, 1, 0x5f),
  vandps: op(0, 1, 0x54),
  vandnps: op(0, 1, 0x55),
  vorps: op(0, 1, 0x56),
  vxorps: op(0, 1, 0x57),
  vcmpps: op(0, 1, 0xc2, 'i'),
  vshufps: op(0, 1, 0xc6, 'i'),
  vunpcklps: op(0, 1, 0x14),
  vunpckhps: op(0, 1, 0x15),
  vunpcklpd: op(1, 1, 0x14),
  vunpckhpd: op(1, 1, 0x15),
  vhaddps: op(3, 1, 0x7c),
  vperm2f128: op(1, 3, 0x06, 'i'),
  vblendps: op(1, 3, 0x0c, 'i'),
  vpermilps: op(1, 2, 0x0c),
  vpermps: op(1, 2, 0x16),
  vpaddd: op(1, 1, 0xfe),
  vpsubd: op(1, 1, 0xfa),
  vpcmpeqd: op(1, 1, 0x76),
  vpcmpgtd: op(1, 1, 0x66),
  vpmulld: op(1, 2, 0x40),
  vpminsd: op(1, 2, 0x39),
  vpmaxsd: op(1, 2, 0x3d),
  vpsllvd: op(1, 2, 0x47),
  vpsrlvd: op(1, 2, 0x45),
  vpsravd: op(1, 2, 0x46),
  vfmadd132ps: op(1, 2, 0x98),
  vfmadd213ps: op(1, 2, 0xa8),
  vfmadd231ps: op(1, 2, 0xb8),
  vfnmadd132ps: op(1, 2, 0x9c),
  vfnmadd213ps: op(1, 2, 0xac),
  vfnmadd231ps: op(1, 2, 0xbc),
  vfmsub132ps: op(1, 2, 0x9a),
  vfmsub213ps: op(1, 2, 0xaa),
  vfmsub231ps: op(1, 2, 0xba),
  vaddss: op(2, 1, 0x58, 's'),
  vmulss: op(2, 1, 0x59, 's'),
  vsubss: op(2, 1, 0x5c, 's'),
  vminss: op(2, 1, 0x5d, 's'),
  vdivss: op(2, 1, 0x5e, 's'),
  vmaxss: op(2, 1, 0x5f, 's'),
  vsqrtss: op(2, 1, 0x51, 's'),
  vfmadd231ss: op(1, 2, 0xb9, 's'),
  vfmadd213ss: op(1, 2, 0xa9, 's'),
} as const satisfies Record<string, VectorOpcode>;

/** to = op from. The names ending in `i` take an immediate where others of that name take a register. */
export const twoOperand = {
  vsqrtps: op(0, 1, 0x51),
  vroundps: op(1, 3, 0x08, 'i'),
  vcvtdq2ps: op(0, 1, 0x5b),
  vcvttps2dq: op(2, 1, 0x5b),
  vcvtps2dq: op(1, 1, 0x5b),
  vpabsd: op(1, 2, 0x1e),
  vmovaps: op(0, 1, 0x28),
  vmovshdup: op(2, 1, 0x16),
  vmovsldup: op(2, 1, 0x12),
  vpermilpsi: op(1, 3, 0x04, 'i'),
  vpermpdi: op(1, 3, 0x01, 'i', 'w'),
  vextractf128: op(1, 3, 0x19, 'i'),
  vucomiss: op(0, 1, 0x2e, 's'),
} as const satisfies Record<string, VectorOpcode>;

/** The opcode extension that stands in the register field. */
export const shifts = { vpsrld: 2, vpsrad: 4, vpslld: 6 } as const;

export const moves = {
  load: op(0, 1, 0x10),
  store: op(0, 1, 0x11),
  loadHalf: op(0, 1, 0x10, 'h'),
  storeHalf: op(0, 1, 0x11, 'h'),
  loadScalar: op(2, 1, 0x10, 's'),
  storeScalar: op(2, 1, 0x11, 's'),
  loadMasked: op(1, 2, 0x2c),
  storeMasked: op(1, 2, 0x2e),
  broadcast: op(1, 2, 0x18),
  insertHalf: op(1, 3, 0x18, 'i'),
  gather: op(1, 2, 0x92),
  blend: op(1, 3, 0x4a, 'i'),
  movemask: op(0, 1, 0x50),
  fromGp: op(1, 1, 0x6e, 's'),
  toGp: op(1, 1, 0x7e, 's'),
  shift: op(1, 1, 0x72, 'i'),
} as const satisfies Record<string, VectorOpcode>;

/** An instruction of two sources. */
export type V3 = keyof typeof threeOperand;

/** An instruction of one source. */
export type V2 = keyof typeof twoOperand;
