/** `| head` closes the pipe before the output ends: that is no error. Work under way is ended as by Ctrl-C. */
export function quietOnBrokenPipe(): void {
  for (const stream of [process.stdout, process.stderr])
    if (!stream.listeners('error').includes(onError)) stream.on('error', onError);
}

function onError(error: NodeJS.ErrnoException): void {
  // EIO: the terminal itself is gone.
  if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
  if (process.listenerCount('SIGINT') > 0) process.emit('SIGINT');
  else process.exit(0);
}
