export { planUnits, type UnitPlan } from './plan-units.ts';
export { unitText, type Unit } from './unit.ts';
export { workUnits, type WorkEvent } from './work-units.ts';
