import './quiet.ts';
import './avg-pool-gradient-cpu.ts';
import './max-pool-cpu.ts';
import './special-values-cpu.ts';
import './batched-product-cpu.ts';
import './einsum-cpu.ts';
import './einsum-gradient.ts';
import './mended-gradients.ts';
import './extremum-gradients.ts';
import './binary-gradients.ts';
import './stepwise-gradients.ts';
import './cumprod-gradient.ts';
import './gather-gradient.ts';
import './second-derivatives.ts';
import './replica-conv2d-kernels.ts';
import './replica-conv2d-gradients.ts';

export { replicaConv2d, replicaConv2dBackpropFilter, replicaConv2dBackpropInput } from './replica-conv2d.ts';
export { registerReplicaConv2D } from './replica-conv2d-kernels.ts';
export {
  convExtent,
  replicaConv2DKernels,
  replicaConv2DShape,
  type ConvExtent,
  type ReplicaConv2DAttrs,
  type ReplicaConv2DBackpropFilterAttrs,
  type ReplicaConv2DBackpropInputAttrs,
} from './replica-conv2d-shapes.ts';
