import { RateLimiterMemory } from 'rate-limiter-flexible';
import { PlatformError } from '../errors.ts';

/** How much one caller may ask for, in units of cost, and how many operations at a time. */
export interface RateSettings {
  readonly perMinute: number;
  readonly concurrent: number;
  /** For callers without a token, by remote address. */
  readonly anonymousPerMinute: number;
  readonly anonymousConcurrent: number;
}

/** Who is counted: an account, or an address. */
export interface Counted {
  readonly key: string;
  readonly anonymous: boolean;
}

export interface Rates {
  /** Refuses who has nothing left, before anything is done for them. @throws PlatformError RATE_LIMITED */
  check(who: Counted): Promise<void>;
  /**
   * Takes the cost and one place among the operations at a time; answers how to give the place back.
   * @throws PlatformError RATE_LIMITED, TOO_MANY_CONCURRENT
   */
  admit(who: Counted, cost: number): Promise<() => void>;
  /** Takes units for what never came to run: a flood of bad requests is one, too. */
  charge(who: Counted, units: number): Promise<void>;
}

const windowSeconds = 60;

const limited = (msBeforeNext: number): PlatformError =>
  new PlatformError('RATE_LIMITED', { seconds: Math.min(windowSeconds, Math.max(1, Math.ceil(msBeforeNext / 1000))) });

/** Places in use, by caller; who has none is forgotten. */
const createPlaces = () => {
  const taken = new Map<string, number>();
  return {
    take: ({ key }: Counted, most: number): (() => void) => {
      const now = taken.get(key) ?? 0;
      if (now >= most) throw new PlatformError('TOO_MANY_CONCURRENT', { max: most, seconds: 1 });
      taken.set(key, now + 1);
      let held = true;
      return () => {
        if (!held) return;
        held = false;
        const left = (taken.get(key) ?? 1) - 1;
        if (left > 0) taken.set(key, left);
        else taken.delete(key);
      };
    },
  };
};

/** Counts in this process: several processes behind one address each grant the whole rate. */
export const createRates = (settings: RateSettings): Rates => {
  const limiter = (points: number, keyPrefix: string) => new RateLimiterMemory({ points, duration: windowSeconds, keyPrefix });
  const [signedIn, anonymous] = [limiter(settings.perMinute, 'account'), limiter(settings.anonymousPerMinute, 'address')];
  const places = createPlaces();
  const limiterOf = (who: Counted): RateLimiterMemory => (who.anonymous ? anonymous : signedIn);
  const assertLeft = async (who: Counted, cost: number): Promise<void> => {
    const limits = limiterOf(who);
    const used = await limits.get(who.key);
    if (used && used.consumedPoints + cost > limits.points) throw limited(used.msBeforeNext);
  };
  const charge = async (who: Counted, units: number): Promise<void> => {
    await limiterOf(who).penalty(who.key, units);
  };
  return {
    check: (who) => assertLeft(who, 1),
    charge,
    admit: async (who, cost) => {
      const release = places.take(who, who.anonymous ? settings.anonymousConcurrent : settings.concurrent);
      try {
        await assertLeft(who, cost); // what is refused is not charged: a smaller question may still be asked
        await charge(who, cost);
        return release;
      } catch (error) {
        release();
        throw error;
      }
    },
  };
};
