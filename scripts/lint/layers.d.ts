export declare const LEAVES: string[];
export declare const PARTS: Record<string, Record<string, 'all' | 'types'>>;
export declare const ALONE: string[];
export declare const INSIDE: Record<string, { doors: boolean; layers: string[][] }> & {
  embedded: { doors: boolean; layers: string[][] };
};
export declare const STRANGERS: string[];
