export declare const lazyWebSocket: import('esbuild').Plugin;
