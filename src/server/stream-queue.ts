import type { PlatformError } from '../errors.ts';

/** A stream that others put items into, for one reader at a time. */
export interface StreamQueue<T> extends AsyncIterableIterator<T> {
  /** False when the reader is too far behind to take one more. */
  put(item: T): boolean;
  /** Ends the stream: at once with an error, which the reader gets, or without one. */
  end(error?: PlatformError): void;
}

/** A queue of bounded length. `onEnd` is called once, however it ends. */
export const createStreamQueue = <T>(longest: number, onEnd: () => void): StreamQueue<T> => {
  const items: T[] = [];
  let waiting: { resolve(step: IteratorResult<T>): void; reject(error: unknown): void } | undefined;
  let over = false;
  let fault: PlatformError | undefined;
  const done: IteratorResult<T> = { done: true, value: undefined };
  const end = (error?: PlatformError): void => {
    if (over) return;
    over = true;
    items.length = 0;
    onEnd();
    if (!waiting) fault = error;
    else if (error) waiting.reject(error);
    else waiting.resolve(done);
    waiting = undefined;
  };
  const queue: StreamQueue<T> = {
    [Symbol.asyncIterator]: () => queue,
    put: (item) => {
      if (over) return true;
      if (waiting) waiting.resolve({ done: false, value: item });
      else if (items.length >= longest) return false;
      else items.push(item);
      waiting = undefined;
      return true;
    },
    end,
    next: () => {
      const thrown = fault;
      fault = undefined;
      if (thrown) return Promise.reject(thrown);
      if (over) return Promise.resolve(done);
      if (items.length > 0) return Promise.resolve({ done: false, value: items.shift() as T });
      return new Promise((resolve, reject) => { waiting = { resolve, reject }; });
    },
    return: () => {
      end();
      return Promise.resolve(done);
    },
  };
  return queue;
};
