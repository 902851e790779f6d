import { SignalWorld } from './tsdb-prometheus.ts';

/** A pod that has been there for a minute, with 3 fast requests a second and a slow one. */
export async function busy(world = new SignalWorld(), name = 'kad-1-a') {
  const pod = world.pod(name);
  const serve = (): void => {
    pod.serve(3, 0.05);
    pod.serve(1, 0.8);
  };
  for (let i = 0; i < 60; i++) {
    world.prometheus.now++;
    serve();
    world.prometheus.scrape();
  }
  await world.refresh();
  return { world, pod, serve };
}
