export interface RehearseOptions {
  scene?: string;
  json?: boolean;
  report?: boolean;
  minutes?: string;
  format?: string;
  junit?: string;
  markdown?: string;
}
