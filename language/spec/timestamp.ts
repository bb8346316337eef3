/**
 * Whether a text is a moment as the service takes it: RFC 3339 with seconds, an upper-case `T`, and `Z` or an offset;
 * `2026-03-01T12:00:00Z`. Reference, section 7.2.
 */
export function isTimestamp(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.\d{1,9})?(?:Z|[+-](\d{2}):(\d{2}))$/.exec(text);
  if (!match) return false;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, offsetHour = 0, offsetMinute = 0] = match
    .slice(1)
    .map((digits) => Number(digits ?? 0));
  const isDate = month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
  return isDate && hour < 24 && minute < 60 && second < 60 && offsetHour <= 18 && offsetMinute < 60;
}

function daysIn(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31;
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
}

/** The moment of a timestamp in milliseconds since 1970 UTC; undefined for every other text. */
export function parseTimestamp(text: string): number | undefined {
  return isTimestamp(text) ? Date.parse(text) : undefined;
}
