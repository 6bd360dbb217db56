/** Closed vocabularies of the wire and the policy. Codes that a jurist edits live in policies/facts, not here. */

export const REGIMES = ['MONO', 'BGP', 'BILATERAL', 'WGS', 'BIBOB'] as const

/** Regimes that keep a case with states (policies/facts/states.json). */
export const TRACKS = ['BGP', 'WGS'] as const

export const MODES = ['HITNOHIT', 'DETAIL', 'BULK', 'AUTO', 'KNOWN_CHECK', 'RENEW'] as const

export const LEVELS = ['STR', 'TAC', 'OPS'] as const
export type Level = (typeof LEVELS)[number]

export const SUBJECT_TYPES = ['NATURAL', 'LEGAL', 'OBJECT'] as const
export type SubjectType = (typeof SUBJECT_TYPES)[number]

export const RELATIONS = ['SIGNAL', 'DIRECT', 'OTHER', 'EMPLOYEE'] as const
export type Relation = (typeof RELATIONS)[number]

export const IDENTIFIER_TYPES = ['bsn', 'kvk', 'rsin', 'address', 'plate', 'parcel'] as const
export type IdentifierType = (typeof IDENTIFIER_TYPES)[number]

/** From most open to strictest; of two treatments the stricter wins (policies/lib/inquiry.rego). */
export const TREATMENTS = ['release', 'mask', 'generalise', 'pseudonymise', 'existence', 'withhold'] as const
export type Treatment = (typeof TREATMENTS)[number]

/** Rank of a treatment: 0 opens most, 5 withholds. */
export function strictness(treatment: Treatment): number {
  return TREATMENTS.indexOf(treatment)
}

export const EFFECTS = ['permit', 'deny', 'treat', 'require', 'oblige'] as const

export const OUTCOMES = ['permit', 'review', 'deny'] as const
export type Outcome = (typeof OUTCOMES)[number]

export const STATUSES = ['settled', 'waiting', 'refused', 'expired', 'withdrawn', 'aborted'] as const
export type Status = (typeof STATUSES)[number]

export const FLAGS = [
  'BSN',
  'CRIM',
  'SPECIAL',
  'HEALTH',
  'FISCAL',
  'MINOR',
  'NAT',
  'BRPSECRET',
  'REMOVED',
  'REPORTER',
] as const

/** Duties of secrecy as policies/facts/lift.json and the norms name them (BGS 1.10 lid 2): no other spelling speaks. */
export const SECRETS = [
  'AWR 67',
  'Gemeentewet 231 jo. AWR 67',
  'Participatiewet 65',
  'Wet SUWI 74',
  'Awb 2:5',
  'Wpg 7',
  'Wjsg 52',
  'Wet Bibob 28',
  'Wmo 5.3.3',
  'Jeugdwet 7.3.11',
  'BW 7:457',
  'Wet BIG 88',
  'Wvggz 8:34',
  'Wzd 18c',
  'Wet BRP hoofdstuk 3',
] as const

/** Articles of the Wpg under which police data are processed; '10a' is article 10 lid 1 onder a. */
export const WPG_ARTICLES = ['8', '9', '10a', '10b', '10c', '12', '13'] as const

/** Information that is held: received or made, or the result of joint processing (WGS 1.7). */
export const HOLDING_KINDS = ['DOCUMENT', 'RESULT'] as const

/** Who a person in a piece of information is. */
export const PERSON_ROLES = ['SUBJECT', 'NEIGHBOUR', 'OCCUPANT', 'REPORTER', 'OFFICER'] as const

export const ACT_KINDS = [
  'open',
  'amend',
  'transition',
  'attest',
  'withdraw',
  'read',
  'hold',
  'correct',
  'process',
  'discharge',
  'review',
] as const

/** What evaluating again showed; see src/log/replay.ts. */
export const REPLAY_RESULTS = ['same', 'differs', 'erased', 'policy-unknown', 'altered'] as const
export type ReplayResult = (typeof REPLAY_RESULTS)[number]

/** How an obligation ends: done, or left undone for a reason. */
export const DISCHARGES = ['DONE', 'WAIVED'] as const
export type Discharge = (typeof DISCHARGES)[number]

/** Of an obligation that somebody must do. */
export const DUTY_STATUSES = ['open', 'done', 'waived'] as const
export type DutyStatus = (typeof DUTY_STATUSES)[number]

/** What a review found; NONE: nothing is wrong. */
export const SEVERITIES = ['NONE', 'LOW', 'MEDIUM', 'HIGH'] as const
export type Severity = (typeof SEVERITIES)[number]

/** Of a finding: open until who reviews closes it. */
export const FINDING_STATUSES = ['open', 'closed'] as const
export type FindingStatus = (typeof FINDING_STATUSES)[number]

/** What drawing a sample again showed; see src/log/sampling.ts. */
export const REDRAW_RESULTS = ['same', 'erased', 'differs'] as const
export type RedrawResult = (typeof REDRAW_RESULTS)[number]

/** What the log can hold; each entry type has its own schema of parts (src/log/entry.ts). */
export const ENTRY_TYPES = [
  'decision',
  'preview',
  'settlement',
  'act',
  'read',
  'repeat',
  'closing',
  'activation',
  'export',
  'import',
  'key',
  'origin',
  'erasure',
  'tally',
] as const
export type EntryType = (typeof ENTRY_TYPES)[number]

/** What the list of decisions is narrowed to; of previews also those of who asked, or those that Sluis made with a judgement. */
export const DECISION_KINDS = ['decision', 'preview', 'preview-asked', 'preview-judged', 'act'] as const
export type DecisionKind = (typeof DECISION_KINDS)[number]

/** Entries whose receipt goes to who asked: they have the running numbers. A settlement is on the receipt of its decision. */
export const NUMBERED_TYPES: readonly EntryType[] = ['decision', 'preview', 'act']

/** Judgements that stop something at once, and those that keep it from being destroyed. */
export const STOPS: readonly string[] = ['STOP_ALL', 'STOP_CALLER', 'STOP_PURPOSE', 'STOP_SOURCE']
export const STOPS_AND_HOLDS: readonly string[] = [...STOPS, 'LEGAL_HOLD', 'LEGAL_HOLD_ALL']

/** Pages of the console, and `why-not`, the part of the try-out that says what would open something; which roles open them stands in policies/facts/pages.json, as `page/<name>`. */
export const PAGES = [
  'decisions',
  'decision',
  'judgements',
  'review',
  'cases',
  'ask',
  'policy',
  'statements',
  'health',
  'why-not',
] as const
export type Page = (typeof PAGES)[number]
