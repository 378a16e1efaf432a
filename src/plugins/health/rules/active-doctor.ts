import { type Rule, rowsByIds } from '#records';
import { healthError } from '../errors.ts';
import { doctor } from '../tables/doctor.ts';

interface WithDoctor {
  readonly countyCode: string;
  readonly doctorId: string | null;
}

type DoctorRow = typeof doctor.$inferSelect;

/** Whether a doctor works on a day. */
const isActiveOn = ({ startedOn, retiredOn, leftOn }: DoctorRow, day: string): boolean =>
  startedOn <= day && (retiredOn === null || day < retiredOn) && (leftOn === null || day < leftOn);

/** The doctor of the row is one of the county and at work on the row's day. */
export const activeDoctor = <Row extends WithDoctor>(day: keyof Row & string): Rule<Row> => ({
  name: `active doctor on ${day}`,
  check: async (ctx, drafts) => {
    const doctors = await rowsByIds(ctx, doctor, drafts.map(({ after }) => after.doctorId));
    return drafts.map(({ after }) => {
      const its = after.doctorId === null ? undefined : doctors.get(after.doctorId);
      if (!its) return undefined; // an unknown one is refused as an unknown reference
      if (its.countyCode !== after.countyCode) return healthError('HEALTH_OTHER_COUNTY', { field: 'doctorId' }, ['doctorId']);
      const on = after[day] as string | null;
      return on !== null && !isActiveOn(its, on) ? healthError('HEALTH_DOCTOR_NOT_ACTIVE', {}, ['doctorId']) : undefined;
    });
  },
});
