import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { PlatformError } from '../errors.ts';
import { createRates, type Rates } from './rates.ts';
import { remoteAddress } from './remote-address.ts';
import { endedBy } from './stream-end.ts';

const settings = { perMinute: 100, concurrent: 2, anonymousPerMinute: 20, anonymousConcurrent: 1 };
const clerk = { key: 'a', anonymous: false };
const stranger = { key: '192.0.2.1', anonymous: true };

let rates: Rates;
beforeEach(() => {
  vi.useFakeTimers();
  rates = createRates(settings);
});
afterEach(() => vi.useRealTimers());

const refusal = (work: Promise<unknown>): Promise<unknown> =>
  work.then(() => 'none', (error: unknown) => (error instanceof PlatformError ? { code: error.code, ...error.details } : error));

const spend = async (who: typeof clerk, cost: number): Promise<void> => (await rates.admit(who, cost))();

describe('rates', () => {
  test('a caller spends units, not requests; what is refused costs nothing', async () => {
    await spend(clerk, 60);
    expect(await refusal(rates.admit(clerk, 60))).toEqual({ code: 'RATE_LIMITED', seconds: 60 });
    await spend(clerk, 40);
    expect(await refusal(rates.admit(clerk, 1))).toMatchObject({ code: 'RATE_LIMITED' });
    expect(await refusal(rates.check(clerk))).toMatchObject({ code: 'RATE_LIMITED' });
  });

  test('after the minute everything is there again, and the seconds to wait were right', async () => {
    await spend(clerk, 100);
    vi.advanceTimersByTime(45_000);
    expect(await refusal(rates.admit(clerk, 1))).toEqual({ code: 'RATE_LIMITED', seconds: 15 });
    vi.advanceTimersByTime(15_000);
    await spend(clerk, 100);
  });

  test('callers do not spend for each other, and an address has less than an account', async () => {
    await spend(clerk, 100);
    await spend({ ...clerk, key: 'b' }, 100);
    await spend(stranger, 20);
    expect(await refusal(rates.admit(stranger, 1))).toMatchObject({ code: 'RATE_LIMITED' });
    await spend({ ...stranger, key: 'a' }, 20); // an address that looks like an account is none
  });

  test('charges for bad requests add up', async () => {
    await rates.charge(stranger, 20);
    expect(await refusal(rates.check(stranger))).toMatchObject({ code: 'RATE_LIMITED' });
  });

  test('places are given back once, however often it is said', async () => {
    const [first, second] = [await rates.admit(clerk, 1), await rates.admit(clerk, 1)];
    expect(await refusal(rates.admit(clerk, 1))).toEqual({ code: 'TOO_MANY_CONCURRENT', max: 2, seconds: 1 });
    first();
    first();
    const third = await rates.admit(clerk, 1);
    expect(await refusal(rates.admit(clerk, 1))).toMatchObject({ code: 'TOO_MANY_CONCURRENT' });
    second();
    third();
    await rates.admit(stranger, 1);
    expect(await refusal(rates.admit(stranger, 1))).toMatchObject({ code: 'TOO_MANY_CONCURRENT', max: 1 });
  });

  test('whom the rate refuses keeps no place', async () => {
    await spend(clerk, 100);
    for (let time = 0; time < 5; time += 1) expect(await refusal(rates.admit(clerk, 1))).toMatchObject({ code: 'RATE_LIMITED' });
  });
});

describe('a stream', () => {
  const numbers = async function* () { yield 1; yield 2; };
  const seen = async (stream: AsyncIterable<number>, most = 9): Promise<number[]> => {
    const got: number[] = [];
    for await (const one of stream) if (got.push(one) >= most) break;
    return got;
  };
  const broken: AsyncIterable<number> = { [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error('broken')) }) };

  test('ends once: by itself, by its reader, by an error, by the caller who went away', async () => {
    const end = vi.fn();
    const signal = new AbortController().signal;
    expect(await seen(endedBy(numbers(), signal, end))).toEqual([1, 2]);
    expect(end).toHaveBeenCalledTimes(1);
    expect(await seen(endedBy(numbers(), signal, end), 1)).toEqual([1]);
    expect(end).toHaveBeenCalledTimes(2);
    await expect(seen(endedBy(broken, signal, end))).rejects.toThrow('broken');
    expect(end).toHaveBeenCalledTimes(3);
    const gone = new AbortController();
    endedBy(numbers(), gone.signal, end);
    gone.abort();
    expect(end).toHaveBeenCalledTimes(4);
    endedBy(numbers(), gone.signal, end);
    expect(end).toHaveBeenCalledTimes(5);
  });
});

test.each([
  ['192.0.2.7', null, 0, '192.0.2.7'],
  ['192.0.2.7', '203.0.113.1', 0, '192.0.2.7'],
  ['10.0.0.1', '203.0.113.1', 1, '203.0.113.1'],
  ['10.0.0.1', '6.6.6.6, 203.0.113.1', 1, '203.0.113.1'],
  ['10.0.0.1', '6.6.6.6, 203.0.113.1, 10.0.0.2', 2, '203.0.113.1'],
  ['10.0.0.1', '203.0.113.1', 3, '10.0.0.1'],
  ['10.0.0.1', null, 1, '10.0.0.1'],
  ['::ffff:192.0.2.7', null, 0, '192.0.2.7'],
  ['2001:db8:0:1:a:b:c:d', null, 0, '2001:db8:0:1::/64'],
  ['2001:DB8::00ff', null, 0, '2001:db8:0:0::/64'],
  ['::1', null, 0, '0:0:0:0::/64'],
  [undefined, null, 0, 'unknown'],
] as const)('a call from %s, forwarded for %s, behind %i proxies counts for %4$s', (socket, forwarded, hops, counted) => {
  expect(remoteAddress(socket, forwarded, hops)).toBe(counted);
});
