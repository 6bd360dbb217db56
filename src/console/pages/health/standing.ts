/** How each part of the broker fares, in one of three words. The bounds are ours (I): each says when somebody should look. Pure. */
import type { z } from 'zod'
import type { healthSchema } from '../../../api/documents-health.ts'
import { LIMITS } from '../../../limits.ts'

export type Health = z.infer<typeof healthSchema>
export type Standing = 'good' | 'attention' | 'alarm'
export const PARTS = ['log', 'witnesses', 'sources', 'retention', 'obligations', 'logins', 'faults', 'stops'] as const
export type PartName = (typeof PARTS)[number]

const WORST: readonly Standing[] = ['good', 'attention', 'alarm']

export function standings(health: Health): Readonly<Record<PartName, Standing>> {
  return {
    log: logStanding(health.log),
    witnesses: witnessStanding(health),
    sources: worst(health.sources.map(sourceStanding)),
    retention: retentionStanding(health),
    obligations: health.obligations.some(({ overdue }) => overdue > 0) ? 'attention' : 'good',
    logins: health.refused.byStatus['401'] > LIMITS.failedLoginsShown ? 'attention' : 'good',
    faults: health.refused.byStatus['5xx'] > 0 ? 'attention' : 'good',
    stops: health.stops.length > 0 ? 'attention' : 'good',
  }
}

export function worst(all: readonly Standing[]): Standing {
  return all.reduce<Standing>((a, b) => (WORST.indexOf(a) > WORST.indexOf(b) ? a : b), 'good')
}

/** What one commit may hold is no lag yet. */
function logStanding({ behind, lag, sequenced, checkpoint }: Health['log']): Standing {
  if (behind === true || (sequenced > LIMITS.commitEntries && checkpoint === null)) return 'alarm'
  return lag > LIMITS.commitEntries ? 'attention' : 'good'
}

/** Without witnesses nobody outside sees the log: that is a choice, and one to know of. */
function witnessStanding({ witnesses, quorum, log }: Health): Standing {
  if (log.witnessed === null) return 'attention'
  const faulty = witnesses.filter(({ fault, cosignedAt }) => isLast(fault, cosignedAt)).length
  if (witnesses.length - faulty < quorum) return 'alarm'
  return faulty > 0 || log.integrated - log.witnessed > LIMITS.commitEntries ? 'attention' : 'good'
}

/** One that is not connected is not asked. */
export function sourceStanding({ connected, circuit, fault, goodAt }: Health['sources'][number]): Standing {
  if (!connected) return 'good'
  if (circuit === 'open') return 'alarm'
  return circuit === 'half-open' || isLast(fault, goodAt) ? 'attention' : 'good'
}

/** Due and not held: the next look forgets it. Overdue is what a look left standing. */
function retentionStanding({ retention, now }: Health): Standing {
  if (retention === null) return 'good'
  if (retention.nextLookAt < now) return 'alarm'
  return retention.classes.some(({ due }) => due > 0) ? 'attention' : 'good'
}

function isLast(fault: { readonly at: string } | null, goodAt: string | null): boolean {
  return fault !== null && (goodAt === null || goodAt < fault.at)
}
