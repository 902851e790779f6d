/** Bundled by build.js. */
declare module '*.css';
