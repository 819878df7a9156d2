import { GITLAB } from './site';

/** Where docs/alerts.md says what to do about an alert. */
export function runbookOf(alert: string): string {
  return `${GITLAB.repository.replace(/\.git$/, '')}/-/blob/main/docs/alerts.md#${alert.toLowerCase()}`;
}
