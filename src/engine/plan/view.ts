/** Neighbouring positions along part of an axis: how many there are, and how many elements apart in memory. */
export interface Dim {
  readonly extent: number;
  readonly stride: number;
}

/** A tensor of the plan: a block of memory that kernels write and read. */
export type TensorId = number;

/**
 * How the elements of a value lie in a tensor: for each axis of the value the dims that make it up, outermost first.
 * An axis that a reshape has merged over gaps in memory has several dims; a broadcast has stride 0.
 */
export interface View {
  readonly tensor: TensorId;
  /** Elements from the start of the tensor to the first element of the value. */
  readonly offset: number;
  readonly axes: readonly (readonly Dim[])[];
}

const product = (extents: readonly number[]): number => extents.reduce((a, b) => a * b, 1);
const extentOf = (dims: readonly Dim[]): number => product(dims.map(({ extent }) => extent));

/** The number of elements of a view. */
export const sizeOfView = ({ axes }: View): number => product(axes.map(extentOf));

/** All elements of a tensor of shape `shape` in row-major order. */
export function contiguous(tensor: TensorId, shape: readonly number[]): View {
  let stride = 1;
  const axes = shape.toReversed().map((extent) => {
    const dims = [{ extent, stride }];
    stride *= extent;
    return dims;
  });
  return { tensor, offset: 0, axes: axes.reverse() };
}

/** All dims from the outermost to the innermost, merged where they are contiguous. */
export function flatten(axes: readonly (readonly Dim[])[]): Dim[] {
  return joined(axes.flat());
}

/** Drops dims of extent 1 and merges neighbours that are contiguous. */
export function joined(dims: readonly Dim[]): Dim[] {
  const result: Dim[] = [];
  for (const dim of dims) {
    if (dim.extent === 1) continue;
    const outer = result.at(-1);
    if (outer?.stride === dim.stride * dim.extent)
      result[result.length - 1] = { extent: outer.extent * dim.extent, stride: dim.stride };
    else result.push(dim);
  }
  return result;
}

/** Whether the elements lie in row-major order without gaps. */
export function isContiguous({ axes }: View): boolean {
  const dims = flatten(axes);
  return dims.length === 0 || (dims.length === 1 && dims[0]!.stride === 1);
}

/**
 * Cuts dims into groups with the given extents, splitting dims where a boundary falls inside one; undefined where that
 * is not possible.
 */
function regroup(dims: readonly Dim[], extents: readonly number[]): Dim[][] | undefined {
  const rest = joined(dims);
  const groups: Dim[][] = extents.map(() => []);
  for (let axis = extents.length - 1; axis >= 0; axis--) {
    let missing = extents[axis]!;
    while (missing > 1) {
      const inner = rest.pop();
      if (inner === undefined) return undefined;
      if (missing % inner.extent === 0) {
        groups[axis]!.unshift(inner);
        missing /= inner.extent;
        continue;
      }
      if (inner.extent % missing !== 0) return undefined;
      groups[axis]!.unshift({ extent: missing, stride: inner.stride });
      rest.push({ extent: inner.extent / missing, stride: inner.stride * missing });
      missing = 1;
    }
  }
  return groups;
}

/** The same elements in row-major order under another shape; undefined when that needs a copy. */
export function reshapeView(view: View, shape: readonly number[]): View | undefined {
  const axes = regroup(view.axes.flat(), shape);
  return axes && { ...view, axes };
}

export function transposeView(view: View, perm: readonly number[]): View {
  return { ...view, axes: perm.map((axis) => view.axes[axis]!) };
}

/** `view` as an operand of an op whose result has `shape`: axes aligned from the right, stride 0 where it is repeated. */
export function broadcastView(view: View, shape: readonly number[]): View {
  const missing = shape.length - view.axes.length;
  const axes = shape.map((extent, axis): readonly Dim[] => {
    const own = view.axes[axis - missing];
    return own && extentOf(own) === extent ? own : [{ extent, stride: 0 }];
  });
  return { ...view, axes };
}

/** Every `step`th element from `begin` along each axis; undefined when an axis lies in pieces. */
export function sliceView(
  view: View,
  begin: readonly number[],
  steps: readonly number[],
  shape: readonly number[],
): View | undefined {
  let { offset } = view;
  const axes: (readonly Dim[])[] = [];
  for (const [axis, dims] of view.axes.entries()) {
    const from = begin[axis]!;
    const step = steps[axis]!;
    if (from === 0 && step === 1 && shape[axis] === extentOf(dims)) {
      axes.push(dims);
      continue;
    }
    const whole = joined(dims);
    if (whole.length > 1) return undefined;
    const stride = whole[0]?.stride ?? 0;
    offset += from * stride;
    axes.push([{ extent: shape[axis]!, stride: stride * step }]);
  }
  return { ...view, offset, axes };
}

/** The view repeated along its axes. */
export function tileView(view: View, reps: readonly number[]): View {
  const axes = view.axes.map((dims, axis) => [{ extent: reps[axis]!, stride: 0 }, ...dims]);
  return { ...view, axes };
}

/**
 * The coarsest extents at whose boundaries all the lists of dims can be cut; undefined when their boundaries do not
 * divide each other.
 */
export function commonExtents(lists: readonly (readonly Dim[])[]): number[] | undefined {
  const boundaries = new Set<number>();
  for (const dims of lists) {
    let inside = 1;
    for (const { extent } of dims.toReversed()) boundaries.add((inside *= extent));
  }
  const extents: number[] = [];
  let inside = 1;
  for (const boundary of [...boundaries].sort((a, b) => a - b)) {
    if (boundary % inside !== 0) return undefined;
    if (boundary > inside) extents.unshift(boundary / inside);
    inside = boundary;
  }
  return extents;
}

/** Strides of dims cut at the boundaries of `extents`, one per extent. */
export function stridesOver(dims: readonly Dim[], extents: readonly number[]): number[] {
  const groups = regroup(dims, extents);
  if (!groups) throw new Error(`dims ${JSON.stringify(dims)} do not fit ${extents.join()}`);
  return groups.map((group, axis) => {
    if (extents[axis] === 1) return 0;
    if (group.length !== 1) throw new Error(`dims ${JSON.stringify(dims)} are finer than ${extents.join()}`);
    return group[0]!.stride;
  });
}
