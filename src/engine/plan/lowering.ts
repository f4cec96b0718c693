import type { GraphNode } from '../graph/graph.ts';
import type { Planner } from './planner.ts';

/** Makes the kernels of a node, or says where its value lies already. */
type PlanLowering = (planner: Planner, node: GraphNode) => void;

export type LoweringTable = Readonly<Record<string, PlanLowering>>;
