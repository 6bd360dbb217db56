/** Samples and findings over any engine of the SQLite family. */
import { and, asc, countDistinct, desc, eq, lt, type SQL, sql } from 'drizzle-orm'
import type { FindingFilter, Reviews } from '../../cases/reviews.ts'
import type { Finding } from '../../domain/finding.ts'
import type { Sample } from '../../domain/sample.ts'
import { findingActions, findings, samples } from '../schema-review.ts'
import {
  author,
  bytesOf,
  type Engine,
  fill,
  newestFirst,
  type Statement,
  type Step,
  statement,
  step,
} from './statement.ts'

type SampleRow = typeof samples.$inferSelect
type Row = typeof findings.$inferSelect
type ActionRow = typeof findingActions.$inferSelect
const { placeholder } = sql

const oneSample: Statement<SampleRow> = statement(
  author
    .select()
    .from(samples)
    .where(and(eq(samples.id, placeholder('id')), eq(samples.oin, placeholder('oin')))),
)
const ofSample: Statement<Row> = statement(
  author
    .select()
    .from(findings)
    .where(and(eq(findings.sample_id, placeholder('sampleId')), eq(findings.oin, placeholder('oin'))))
    .orderBy(asc(findings.id))
    .limit(placeholder('count')),
)
const one: Statement<Row> = statement(
  author
    .select()
    .from(findings)
    .where(and(eq(findings.id, placeholder('id')), eq(findings.oin, placeholder('oin')))),
)
/** Of one moment ids have no order; what closes comes last. */
const actionsOf: Statement<ActionRow> = statement(
  author
    .select()
    .from(findingActions)
    .where(eq(findingActions.finding_id, placeholder('id')))
    .orderBy(asc(findingActions.at), asc(findingActions.closes), asc(findingActions.id)),
)

export function createReviews(engine: Engine): Reviews {
  return {
    async sample(oin, id) {
      const [[row]] = await engine.read([fill(oneSample, { oin, id })])
      return row && sampleOf(row)
    },
    async samples(oin, after, count) {
      const [rows] = await engine.read([listed(oin, after, count)])
      return rows.map(sampleOf)
    },
    async reviewed(oin, sampleIds) {
      const [rows] = await engine.read([counted(oin, sampleIds)])
      return new Map(rows.map(({ id, reviewed }) => [id, reviewed]))
    },
    async ofSample(oin, sampleId, count) {
      const [rows] = await engine.read([fill(ofSample, { oin, sampleId, count })])
      return rows.map(findingOf)
    },
    async finding(oin, id) {
      const [[row], actions] = await engine.read([fill(one, { oin, id }), fill(actionsOf, { id })])
      return row && { value: findingOf(row), sealed: sealedIn(row), actions: actions.map(actionOf) }
    },
    async findings(oin, filter) {
      const [rows] = await engine.read([filtered(oin, filter)])
      return rows.map(findingOf)
    },
  }
}

function listed(oin: string, after: string | null, count: number): Step<SampleRow> {
  const behind = after === null ? undefined : lt(samples.id, after)
  return step(
    author
      .select()
      .from(samples)
      .where(and(eq(samples.oin, oin), behind))
      .orderBy(desc(samples.id))
      .limit(count),
  )
}

function counted(oin: string, ids: readonly string[]): Step<{ id: string; reviewed: number }> {
  const t = findings
  return step(
    author
      .select({ id: sql<string>`${t.sample_id}`.as('id'), reviewed: countDistinct(t.decision_id).as('reviewed') })
      .from(t)
      .where(and(eq(t.oin, oin), sql`${t.sample_id} in (select value from json_each(${JSON.stringify(ids)}))`))
      .groupBy(t.sample_id),
  )
}

function filtered(oin: string, { status, severity, owner, decisionId, ...page }: FindingFilter): Step<Row> {
  const t = findings
  const all: (SQL | undefined)[] = [
    eq(t.oin, oin),
    // In the statement itself, so that the index of what is open serves it.
    status === undefined ? undefined : sql`${t.status} = ${sql.raw(status === 'open' ? "'open'" : "'closed'")}`,
    severity === undefined ? undefined : eq(t.severity, severity),
    owner === undefined ? undefined : eq(t.owner, owner),
    decisionId === undefined ? undefined : eq(t.decision_id, decisionId),
  ]
  return newestFirst(t, all, page)
}

function sampleOf(row: SampleRow): Sample {
  return {
    id: row.id,
    oin: row.oin,
    at: row.at,
    from: row.starts,
    until: row.ends,
    department: row.department,
    seed: row.seed,
    seedGiven: row.seed_given === 1,
    size: row.size,
    population: row.population,
    upTo: row.up_to,
    drawn: JSON.parse(row.drawn),
  }
}

function findingOf(row: Row): Finding {
  return {
    id: row.id,
    oin: row.oin,
    at: row.at,
    sampleId: row.sample_id,
    decisionId: row.decision_id,
    caseId: row.case_id,
    source: row.source,
    severity: row.severity,
    owner: row.owner,
    due: row.due,
    status: row.status,
    actId: row.act_id,
    closedAt: row.closed_at,
  }
}

function actionOf(row: ActionRow) {
  const { id, finding_id: findingId, at, closes, act_id: actId } = row
  return { value: { id, findingId, at, closes: closes === 1, actId }, sealed: sealedIn(row) }
}

function sealedIn({ key_id: keyId, content }: Pick<Row, 'key_id' | 'content'>) {
  return { keyId, bytes: bytesOf(content) }
}
