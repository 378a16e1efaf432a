/** The same stream with every item changed; items that become undefined are left out. It ends as its source does. */
export const mapStream = <A, B>(stream: AsyncIterable<A>, change: (item: A) => Promise<B | undefined> | B | undefined): AsyncIterableIterator<B> => {
  const source = stream[Symbol.asyncIterator]();
  const next = async (): Promise<IteratorResult<B>> => {
    for (;;) {
      const step = await source.next();
      if (step.done) return { done: true, value: undefined };
      const value = await change(step.value);
      if (value !== undefined) return { done: false, value };
    }
  };
  const iterator: AsyncIterableIterator<B> = {
    [Symbol.asyncIterator]: () => iterator,
    next,
    // not a generator's: that would wait for the item under way before it ends the source
    return: async () => {
      await source.return?.();
      return { done: true, value: undefined };
    },
  };
  return iterator;
};
