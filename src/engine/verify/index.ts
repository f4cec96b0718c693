export { verifyGraph, violationOf } from './verify-graph.ts';
