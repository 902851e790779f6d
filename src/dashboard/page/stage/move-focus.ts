const STEPS: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** Arrow keys go from pod to pod, as the Tab key goes from area to area. */
export function moveFocus(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const step = STEPS[event.key];
  if (step === undefined) return;
  const faces = [...event.currentTarget.querySelectorAll<HTMLElement>('.face')];
  const at = faces.indexOf(document.activeElement as HTMLElement);
  faces.at((at + step) % faces.length)?.focus();
  event.preventDefault();
}
