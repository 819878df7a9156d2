import { InvalidValue } from './invalid-value';

const FORM = /^\d{4}-\d{2}-\d{2}$/;

/** Days of the calendar in UTC, as `YYYY-MM-DD`: texts whose order is that of time. */
export class CalendarDate {
  public static isDate(value: unknown): value is string {
    if (typeof value !== 'string' || !FORM.test(value)) return false;
    const time = Date.parse(`${value}T00:00:00Z`);
    // 30 February is read as 2 March.
    return !Number.isNaN(time) && CalendarDate.of(new Date(time)) === value;
  }

  /** Returns `value`, or throws if it is no day of the calendar. */
  public static parse(thing: string, value: unknown): string {
    if (CalendarDate.isDate(value)) return value;
    throw new InvalidValue(thing, 'a day of the calendar such as "2027-03-31"', value);
  }

  /** The day of a moment. */
  public static of(moment: Date): string {
    return moment.toISOString().slice(0, 10);
  }
}
