export declare const throughDoors: import('esbuild').Plugin;
