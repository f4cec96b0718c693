import { UserError } from '#core';

const [minute, hour, day] = [60, 3600, 86_400];

/**
 * Seconds of a limit as Slurm writes it: `minutes`, `minutes:seconds`, `hours:minutes:seconds`, `days-hours`,
 * `days-hours:minutes` or `days-hours:minutes:seconds`.
 * @throws UserError for anything else, and for no time at all
 */
export function parseTimeLimit(text: string): number {
  const [, days, first, second, third] = /^(?:(\d+)-)?(\d+)(?::(\d+))?(?::(\d+))?$/.exec(text) ?? [];
  const parts = [first, second, third].filter((part) => part !== undefined).map(Number);
  const units = days !== undefined || parts.length === 3 ? [hour, minute, 1] : [minute, 1];
  const seconds = parts.reduce((sum, part, index) => sum + part * units[index]!, Number(days ?? 0) * day);
  if (seconds > 0 && Number.isSafeInteger(seconds)) return seconds;
  throw new UserError(
    `--time must be a time limit, got "${text}"`,
    'write minutes, or hours:minutes:seconds, or days-hours, for instance --time 2:00:00',
  );
}

/** Seconds as Slurm writes a limit: `days-hours:minutes:seconds`. */
export function timeLimitText(seconds: number): string {
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  const clock = [(seconds % day) / hour, (seconds % hour) / minute, seconds % minute].map(two).join(':');
  return seconds < day ? clock : `${Math.floor(seconds / day)}-${clock}`;
}
