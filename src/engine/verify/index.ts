export { nodeRules, verifyGraph, violationOf } from './verify-graph.ts';
