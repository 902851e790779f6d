/** The release whose behaviour is followed. */
export const REDIS_VERSION = '7.0.15';
