import type { WindowGeometry } from '../graph/windows.ts';
import type { GraphNode } from '../graph/graph.ts';
import { NoKernelError } from './no-kernel-error.ts';

/**
 * One phase of the input gradient along an axis: the pixels u = stride * v + phase, v = 0 ... extent - 1, get their
 * gradient from the output positions v + start, v + start + sourceStep, ... through the filter's taps firstTap,
 * firstTap + tapStep, ..., `taps` of each.
 */
export interface InputPhase {
  readonly phase: number;
  readonly extent: number;
  readonly taps: number;
  readonly firstTap: number;
  readonly tapStep: number;
  /** First output position for v = 0, in the unpadded output gradient; may be negative. */
  readonly start: number;
  readonly sourceStep: number;
  /** The same position in the padded output gradient. */
  readonly source: number;
}

/** Sizes of a convolution along one axis. */
export interface PhaseAxis {
  readonly stride: number;
  readonly size: number;
  readonly dilation: number;
  readonly pad: number;
  readonly input: number;
  readonly output: number;
}

function phases({ stride, size, dilation, pad, input }: PhaseAxis): Omit<InputPhase, 'source'>[] {
  return Array.from({ length: stride }, (_, phase) => {
    const extent = Math.max(0, Math.ceil((input - phase) / stride));
    if (stride === 1) {
      const start = pad - (size - 1) * dilation;
      return { phase, extent, taps: size, firstTap: size - 1, tapStep: -1, start, sourceStep: dilation };
    }
    const first = (phase + pad) % stride;
    const shift = Math.floor((phase + pad) / stride);
    const taps = Math.max(0, Math.ceil((size - first) / stride));
    const firstTap = first + stride * (taps - 1);
    return { phase, extent, taps, firstTap, tapStep: -stride, start: shift - (taps - 1), sourceStep: 1 };
  });
}

/** Zeros needed before and after the output gradient. */
function padsOf(
  list: readonly Omit<InputPhase, 'source'>[],
  output: number,
): { before: number; after: number } {
  const used = list.filter(({ extent, taps }) => extent > 0 && taps > 0);
  const first = Math.min(0, ...used.map(({ start }) => start));
  const last = Math.max(
    output - 1,
    ...used.map(({ start, extent, taps, sourceStep }) => start + extent - 1 + (taps - 1) * sourceStep),
  );
  return { before: -first, after: last - (output - 1) };
}

function axesOf(g: WindowGeometry): { readonly height: PhaseAxis; readonly width: PhaseAxis } {
  return {
    height: {
      stride: g.strideHeight,
      size: g.filterHeight,
      dilation: g.dilationHeight,
      pad: g.padTop,
      input: g.inHeight,
      output: g.outHeight,
    },
    width: {
      stride: g.strideWidth,
      size: g.filterWidth,
      dilation: g.dilationWidth,
      pad: g.padLeft,
      input: g.inWidth,
      output: g.outWidth,
    },
  };
}

/** The phases of the input gradient along height and width. */
export function phasesOf(node: GraphNode, g: WindowGeometry): { rows: InputPhase[]; columns: InputPhase[] } {
  const { height, width } = axesOf(g);
  for (const { stride, dilation } of [height, width])
    if (stride > 1 && dilation > 1) throw new NoKernelError(node.kernel, 'with both strides and dilation');
  const padded = (axis: PhaseAxis): InputPhase[] => {
    const list = phases(axis);
    const { before } = padsOf(list, axis.output);
    return list.map((phase) => ({ ...phase, source: phase.start + before }));
  };
  return { rows: padded(height), columns: padded(width) };
}

/** The border that the output gradient needs for all phases. */
export function phasePads(
  g: WindowGeometry,
  rows: readonly InputPhase[],
  columns: readonly InputPhase[],
): Pick<WindowGeometry, 'padTop' | 'padLeft' | 'padBottom' | 'padRight'> {
  const vertical = padsOf(rows, g.outHeight);
  const horizontal = padsOf(columns, g.outWidth);
  return {
    padTop: vertical.before,
    padBottom: vertical.after,
    padLeft: horizontal.before,
    padRight: horizontal.after,
  };
}
