export const version = '0.4';
