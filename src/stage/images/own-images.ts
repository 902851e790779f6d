/** The images that the talk builds, by the folder they are built from; deploy/ has folders of the same names. */
export const OWN_IMAGES = { app: 'prgcont/pycont-app', operator: 'prgcont/pycont-operator' } as const;
