/** Port forwarding over plain WebSocket channels: two for each port, data and error, one connection a port. */
import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';

/** Every channel opens with its port's number, little endian. */
export function channelPortForward(
  websocket: WebSocket,
  ports: number[],
  dial: (port: number) => Promise<Socket>,
): void {
  const send = (channel: number, payload: Buffer, done?: () => void) =>
    websocket.send(Buffer.concat([Buffer.of(channel), payload]), { binary: true }, done);
  const connections: Promise<Socket | undefined>[] = ports.map(async (port, i) => {
    const prefix = Buffer.alloc(2);
    prefix.writeUInt16LE(port);
    send(2 * i, prefix);
    send(2 * i + 1, prefix);
    try {
      const socket = await dial(port);
      if (websocket.readyState !== websocket.OPEN) socket.destroy();
      socket.on('data', (chunk: Buffer) => {
        socket.pause();
        send(2 * i, chunk, () => socket.resume());
      });
      socket.on('error', () => {});
      socket.once('close', () => {
        // The protocol has no message for the end of one of several connections.
        if (ports.length === 1) websocket.close(1000);
      });
      return socket;
    } catch (error) {
      send(2 * i + 1, Buffer.from(`error forwarding port ${port}: ${(error as Error).message}`));
      return undefined;
    }
  });
  websocket.on('message', (data: Buffer) => {
    const channel = data[0]!;
    if (channel % 2 !== 0) return;
    void connections[channel / 2]?.then((socket) => {
      if (!socket || socket.destroyed || socket.write(data.subarray(1))) return;
      websocket.pause();
      const resume = () => websocket.resume();
      socket.once('drain', resume);
      socket.once('close', resume);
    });
  });
  websocket.once('close', () => {
    for (const connection of connections) void connection.then((socket) => socket?.destroy());
  });
}
