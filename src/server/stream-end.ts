/** The same stream, with something to do when it ends: by itself, by an error, or because the caller went away. */
export const endedBy = <T>(stream: AsyncIterable<T>, signal: AbortSignal, end: () => void): AsyncIterable<T> => {
  const source = stream[Symbol.asyncIterator]();
  let open = true;
  const close = (): void => {
    if (!open) return;
    open = false;
    signal.removeEventListener('abort', close);
    end();
  };
  signal.addEventListener('abort', close, { once: true });
  if (signal.aborted) close();
  const iterator: AsyncIterableIterator<T> = {
    [Symbol.asyncIterator]: () => iterator,
    next: async () => {
      try {
        const step = await source.next();
        if (step.done) close();
        return step;
      } catch (error) {
        close();
        throw error;
      }
    },
    return: async (value) => {
      close();
      return (await source.return?.(value)) ?? { done: true, value };
    },
    throw: async (error) => {
      close();
      if (!source.throw) throw error;
      return source.throw(error);
    },
  };
  return iterator;
};
