/** Statements that keep samples and findings, and close a finding. Pure. */
import { eq, sql } from 'drizzle-orm'
import type { Sample } from '../../domain/sample.ts'
import type { Change } from '../../ports.ts'
import { findingActions, findings, samples } from '../schema-review.ts'
import { author, fill, type Step, statement } from './statement.ts'

const { placeholder } = sql

const putSample = statement<never>(
  author.insert(samples).values({
    id: placeholder('id'),
    oin: placeholder('oin'),
    at: placeholder('at'),
    starts: placeholder('from'),
    ends: placeholder('until'),
    department: placeholder('department'),
    seed: placeholder('seed'),
    seed_given: placeholder('seedGiven'),
    size: placeholder('size'),
    population: placeholder('population'),
    up_to: placeholder('upTo'),
    drawn: placeholder('drawn'),
  }),
)

const putFinding = statement<never>(
  author.insert(findings).values({
    id: placeholder('id'),
    oin: placeholder('oin'),
    at: placeholder('at'),
    sample_id: placeholder('sampleId'),
    decision_id: placeholder('decisionId'),
    case_id: placeholder('caseId'),
    source: placeholder('source'),
    severity: placeholder('severity'),
    owner: placeholder('owner'),
    due: placeholder('due'),
    status: placeholder('status'),
    act_id: placeholder('actId'),
    closed_at: placeholder('closedAt'),
    key_id: placeholder('keyId'),
    content: placeholder('bytes'),
  }),
)

const putAction = statement<never>(
  author.insert(findingActions).values({
    id: placeholder('id'),
    finding_id: placeholder('findingId'),
    at: placeholder('at'),
    closes: placeholder('closes'),
    act_id: placeholder('actId'),
    key_id: placeholder('keyId'),
    content: placeholder('bytes'),
  }),
)

const close = statement<never>(
  author
    .update(findings)
    .set({ status: 'closed', closed_at: sql`${placeholder('at')}` })
    .where(eq(findings.id, placeholder('findingId'))),
)

export function sampleStep(value: Sample): Step {
  return fill(putSample, { ...value, seedGiven: value.seedGiven ? 1 : 0, drawn: JSON.stringify(value.drawn) })
}

export function findingStep({ value, sealed }: Extract<Change, { kind: 'finding' }>): Step {
  return fill(putFinding, { ...value, ...sealed })
}

/** What is done comes first: it takes an open finding. */
export function actionSteps({ value, sealed }: Extract<Change, { kind: 'finding-action' }>): readonly Step[] {
  const put = fill(putAction, { ...value, ...sealed, closes: value.closes ? 1 : 0 })
  return value.closes ? [put, fill(close, { ...value })] : [put]
}
