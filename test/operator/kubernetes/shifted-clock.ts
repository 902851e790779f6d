/** `node --import` this: the wall clock is wrong by CLOCK_OFFSET seconds, and leaps by as much with each SIGUSR2. */
const step = Number(process.env.CLOCK_OFFSET) * 1000;
const RealDate = Date;
let offset = process.env.CLOCK_LEAPS ? 0 : step;
process.on('SIGUSR2', () => void (offset += step));

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args: unknown[]) =>
    Reflect.construct(target, args.length === 0 ? [RealDate.now() + offset] : args) as object,
  get: (target, name) => (name === 'now' ? () => RealDate.now() + offset : Reflect.get(target, name)),
});
