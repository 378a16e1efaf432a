/** What a stream sent: an answer, or its end. */
export type StreamItem = { readonly event: string; readonly data: unknown };

export interface TestStream {
  readonly status: number;
  /** The next item; heartbeats are passed over. Undefined when the connection ended. */
  next(): Promise<StreamItem | undefined>;
  /** Codes of the errors of the next answer. */
  codes(): Promise<readonly string[]>;
  cancel(): Promise<void>;
}

const itemOf = (block: string): StreamItem | undefined => {
  const [, event] = /^event: (.*)$/m.exec(block) ?? [];
  const [, data] = /^data: ?(.*)$/m.exec(block) ?? [];
  return event === undefined ? undefined : { event, data: data ? JSON.parse(data) : null };
};

/** Reads server-sent events one by one. */
export const streamOf = (response: Response): TestStream => {
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  let text = '';
  const next = async (): Promise<StreamItem | undefined> => {
    for (;;) {
      const end = text.indexOf('\n\n');
      if (end >= 0) {
        const item = itemOf(text.slice(0, end));
        text = text.slice(end + 2);
        if (item) return item;
        continue;
      }
      const { done, value } = await reader.read();
      if (done) return undefined;
      text += decoder.decode(value, { stream: true });
    }
  };
  return {
    status: response.status,
    next,
    codes: async () => {
      const { errors = [] } = ((await next())?.data ?? {}) as { errors?: { extensions: { code: string } }[] };
      return errors.map(({ extensions }) => extensions.code);
    },
    cancel: () => reader.cancel(),
  };
};

/** What a subscription is sent as. */
export const subscriptionRequest = (url: string, query: string, token?: string): Request =>
  new Request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify({ query }),
  });
