/** `| head` closes the pipe before the output ends: that is not an error. Work in progress is ended as by Ctrl-C. */
export function quietOnBrokenPipe(): void {
  for (const stream of [process.stdout, process.stderr])
    if (!stream.listeners('error').includes(onError)) stream.on('error', onError);
}

function onError(error: NodeJS.ErrnoException): void {
  // EIO: the terminal has disappeared.
  if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
  if (process.listenerCount('SIGINT') > 0) process.emit('SIGINT');
  else process.exit(0);
}
