/** `| head` closes the pipe before the output ends: that is no error. Work under way is ended as by Ctrl-C. */
export function quietOnBrokenPipe(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      // EIO: the terminal itself is gone.
      if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
      if (process.listenerCount('SIGINT') > 0) process.emit('SIGINT');
      else process.exit(0);
    });
  }
}
