import type { GraphNode, ValueId } from '../../graph/graph.ts';
import { attribute, type GraphWriter } from '../graph-writer.ts';
import { elementTypes, type OnnxType } from '../proto.ts';

/** What a lowering may ask for while it writes one node. */
interface LoweringContext {
  /** Where the node's ops go: the step's body, or the graph around it. */
  readonly writer: GraphWriter;
  /** Writer of the graph around the step, for tables that must not be stored in the body. */
  readonly outer: GraphWriter;
  readonly node: (id: ValueId) => GraphNode;
  /** The ONNX value of an operand in its full shape. */
  readonly full: (id: ValueId) => string;
}

/** Writes the ONNX ops of a node and returns the name of its result. */
export type Lowering = (node: GraphNode, context: LoweringContext) => string;

export type LoweringTable = Readonly<Record<string, Lowering>>;

/** Reshapes `name` to a fixed shape. */
export function reshaped(writer: GraphWriter, name: string, shape: readonly number[]): string {
  return writer.op('Reshape', [name, writer.int64s(shape)]);
}

/** Casts `name` to `type`. */
export function cast(writer: GraphWriter, name: string, type: OnnxType): string {
  return writer.op('Cast', [name], { attributes: { to: attribute.int(elementTypes[type]) } });
}
