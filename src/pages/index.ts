export { sitePages } from './site.ts';
export type { SiteEntry } from './site-entry.ts';
