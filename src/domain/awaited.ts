/** Judgements that inquiries wait for: what a judge finds by role. Pure. */
import type { Scope } from './case.ts'
import type { Decision } from './decision.ts'

/**
 * In codes: enough to find what a role may judge without opening anything. `about` is the scope without subject and person;
 * `place` is where it stands in `missing` of the decision, which says the rest.
 */
export type Awaits = {
  readonly place: number
  readonly attestation: string
  readonly about: Omit<Scope, 'subject' | 'person'>
  /** Roles that may give it. */
  readonly roles: readonly string[]
}

/** The place of one in a list: those of the oldest inquiry first. */
export type AwaitedKey = { readonly inquiryId: string; readonly place: number }
export type AwaitedFilter = {
  /** Any of these may give it. */
  readonly roles: readonly string[]
  /** Not what this person asked. */
  readonly notOf: string
  readonly attestation?: string
  readonly caseId?: string
  /** Of cases with an id from the one up to the other, with this end: those that are called alike. */
  readonly caseIds?: { readonly from: string; readonly until: string; readonly end: string }
  /** Of inquiries that expire before this. */
  readonly expiresBefore?: string
  readonly after?: AwaitedKey
  readonly count: number
}

/**
 * One that an inquiry waits for, for its asker: with what somebody else judged of this type since they asked last, of that case
 * or of the organisation. Whether it is about the same, its scope says.
 */
export type Awaiting = Awaits & {
  readonly inquiryId: string
  readonly caseId: string | null
  readonly judged: readonly { readonly scope: Scope; readonly outcome: string; readonly at: string }[]
}

export function awaitsOf({ missing }: Pick<Decision, 'missing'>): Awaits[] {
  return missing.map(({ attestation, scope, roles }, place) => {
    const { subject: _s, person: _p, ...about } = scope
    return { place, attestation, about, roles }
  })
}
