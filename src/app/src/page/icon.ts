/** A letter in a disc of the colour; its outline keeps it apart from any colour. */
export const icon = (color: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="15" fill="${color}" stroke="#000"/><path d="M11 6v20M22 12l-11 9M15 18l7 8" fill="none" stroke="#000" stroke-width="6"/><path d="M11 6v20M22 12l-11 9M15 18l7 8" fill="none" stroke="#fff" stroke-width="3"/></svg>`;
