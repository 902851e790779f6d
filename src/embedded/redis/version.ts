/** The Redis version whose behaviour is implemented. */
export const REDIS_VERSION = '7.0.15';
