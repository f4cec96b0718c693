export { sitePages } from './site.ts';
