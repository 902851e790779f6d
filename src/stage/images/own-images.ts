/** The images that the talk builds, by the folder that they are built from; deploy/ has one of each name. */
export const OWN_IMAGES = { app: 'prgcont/pycont-app', operator: 'prgcont/pycont-operator' } as const;
