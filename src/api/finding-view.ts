/** A finding as lists show it: codes and dates, no words. Pure. */
import type { z } from 'zod'
import type { Finding } from '../domain/finding.ts'
import type { findingSummarySchema } from './documents-review.ts'

export function shownFinding({ oin: _, ...finding }: Finding, now: Date): z.infer<typeof findingSummarySchema> {
  const { status, due } = finding
  return { ...finding, overdue: status === 'open' && due !== null && due < now.toISOString().slice(0, 10) }
}
