import { CalendarDate } from '../../lib/notation/calendar-date';

test.each(['2027-03-31', '2028-02-29', '0001-01-01'])('%s is a day', text => {
  expect(CalendarDate.parse('date', text)).toBe(text);
});

test.each([
  '2027-02-29',
  '2027-02-30',
  '2027-13-01',
  '2027-00-10',
  '2027-1-1',
  '31.03.2027',
  '2027-03-31T00:00:00Z',
  '',
  20270331,
  undefined,
])('%j is none', value => {
  expect(() => CalendarDate.parse('date', value)).toThrow(
    `date must be a day of the calendar such as "2027-03-31", got ${value === undefined ? 'nothing' : JSON.stringify(value)}`,
  );
});

test('the day of a moment is that of UTC', () => {
  expect(CalendarDate.of(new Date('2027-03-31T23:59:59+00:00'))).toBe('2027-03-31');
  expect(CalendarDate.of(new Date('2027-03-31T23:59:59-02:00'))).toBe('2027-04-01');
});
