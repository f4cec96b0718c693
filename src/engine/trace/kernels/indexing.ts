import * as tf from '@tensorflow/tfjs-core';
import { computeNow } from '../fold.ts';
import { emitCast } from './elementwise.ts';
import { emitReshape } from './movement.ts';
import { dtypeOf, input, type KernelTable } from './types.ts';

export const indexingKernels: KernelTable = {
  GatherV2: (recorder, inputs, attrs) => {
    const x = input(inputs, 'x');
    const indices = input(inputs, 'indices');
    const axis = tf.util.parseAxisParam(attrs['axis'] as number, x.shape)[0]!;
    const given = (attrs['batchDims'] as number | undefined) ?? 0;
    tf.backend_util.segment_util.collectGatherOpShapeInfo(x, indices, axis, given);
    const batchDims = given < 0 ? given + indices.shape.length : given;
    if (batchDims !== 0 && axis !== batchDims) {
      throw recorder.unsupported('GatherV2', [x, indices], 'with batchDims needs axis equal to batchDims');
    }
    const shape = [...x.shape.slice(0, axis), ...indices.shape.slice(batchDims), ...x.shape.slice(axis + 1)];
    return recorder.emit('GatherV2', [x, indices], { axis, batchDims }, shape, dtypeOf(x));
  },
  UnsortedSegmentSum: (recorder, inputs, attrs) => {
    const x = emitCast(recorder, input(inputs, 'x'), 'float32');
    const ids = input(inputs, 'segmentIds');
    if (ids.shape.length !== 1) {
      throw recorder.unsupported('UnsortedSegmentSum', [x, ids], 'is supported with a list of ids only');
    }
    const numSegments = attrs['numSegments'] as number;
    const rest = x.shape.slice(1);
    const rows = emitReshape(recorder, x, [x.shape[0]!, tf.util.sizeFromShape(rest)]);
    const sums = recorder.emit(
      'UnsortedSegmentSum',
      [rows, ids],
      { numSegments },
      [numSegments, rows.shape[1]!],
      'float32',
    );
    return emitReshape(recorder, sums, [numSegments, ...rest]);
  },
  OneHot: (recorder, inputs, attrs) => {
    const indices = input(inputs, 'indices');
    const depth = attrs['depth'] as number;
    const dtype = dtypeOf({ dtype: (attrs['dtype'] as tf.DataType | undefined) ?? 'float32' });
    return recorder.emit(
      'OneHot',
      [indices],
      { depth, onValue: attrs['onValue'] as number, offValue: attrs['offValue'] as number },
      [...indices.shape, depth],
      dtype,
    );
  },
  Range: (recorder, _inputs, attrs) => {
    const values = computeNow(recorder, 'Range', {}, {}, attrs as tf.NamedAttrMap);
    if (!values) throw recorder.unsupported('Range', [], 'is too long to be a constant');
    return values;
  },
};
