/** The index of decisions over any engine of the SQLite family: rows and position move together. */
import { and, asc, eq, lt, sql } from 'drizzle-orm'
import type { Population } from '../../domain/sample.ts'
import type { DecisionFilter, DecisionIndex, DecisionPlace, DecisionRow } from '../../log/decision-index.ts'
import { decisionIndex, indexPosition } from '../schema.ts'
import { countedSteps, countedToStep } from './count-steps.ts'
import { createDecisionCounts } from './decision-counts.ts'
import {
  type Exact,
  type FoundRow,
  type IndexRow,
  probeStep,
  type Sought,
  searchStep,
  soughtIn,
} from './decision-search.ts'
import { author, type Engine, fill, type Statement, type Step, statement, step } from './statement.ts'

const { placeholder } = sql

const putRow: Statement<never> = statement(
  author
    .insert(decisionIndex)
    .values({
      idx: placeholder('index'),
      id: placeholder('id'),
      oin: placeholder('oin'),
      at: placeholder('at'),
      type: placeholder('type'),
      outcome: placeholder('outcome'),
      department: placeholder('department'),
      purpose: placeholder('purpose'),
      case_id: placeholder('caseId'),
      source: placeholder('source'),
      regime: placeholder('regime'),
      subject: placeholder('subject'),
      legal_basis: placeholder('legalBasis'),
      norms: placeholder('norms'),
      holder: placeholder('holder'),
    })
    .onConflictDoNothing(),
)
/** One statement for all of a list: a decision names ten norms and more. */
const PUT_NORMS = 'insert or ignore into decision_norms (norm, idx) select value, ? from json_each(?)'
const PUT_BASES = 'insert or ignore into decision_bases (basis, idx) select value, ? from json_each(?)'
/** Only forwards: of two indexers the slower one changes nothing. */
const moveTo: Statement<never> = statement(
  author
    .update(indexPosition)
    .set({ position: sql`max(position, ${placeholder('position')})` })
    .where(eq(indexPosition.id, 1)),
)
const POSITION: Step<{ position: number }> = {
  sql: 'select min(position) as position from (select position from index_position union all select position from counts_position)',
  values: [],
}

export function createDecisionIndex(engine: Engine): DecisionIndex {
  return {
    ...createDecisionCounts(engine, async (oin, filter) =>
      filter.caseId === undefined ? rarest(engine, oin, filter) : 'caseId',
    ),
    async position() {
      const [[row]] = await engine.read([POSITION])
      return row?.position ?? 0
    },
    async add(rows, next, counted = []) {
      const moved = [fill(moveTo, { position: next }), countedToStep(next)]
      await engine.write([...rows.flatMap(stepsOf), ...countedSteps(counted), ...moved])
    },
    async search(oin, filter) {
      if (filter.subjects !== undefined) {
        // One for each pseudonym, in one snapshot.
        const steps = filter.subjects.map((subject) => searchStep({ oin, subject }, filter))
        const found = await engine.read(steps)
        return inOrder(
          found.flatMap((rows) => rows.map(foundOf)),
          filter,
        )
      }
      const by = await rarest(engine, oin, filter)
      const asked = searchStep({ oin, by }, filter)
      if (filter.caseId !== undefined) {
        const [rows] = await engine.read([asked])
        return rows.map(foundOf)
      }
      // Each in the order of its own index, then put together: one statement would sort all there is.
      const [made, supplied] = await engine.read([asked, searchStep({ holder: oin }, filter)])
      return inOrder([...made.map(foundOf), ...supplied.map(suppliedOf)], filter)
    },
    async decisions(population, after, count) {
      const [rows] = await engine.read([drawnFrom(population, after, count)])
      return rows
    },
    async rows(oin, indexes) {
      const t = decisionIndex
      const asked = author
        .select()
        .from(t)
        .where(and(eq(t.oin, oin), sql`${t.idx} in (select value from json_each(${JSON.stringify(indexes)}))`))
      const [rows] = await engine.read([step<IndexRow>(asked)])
      return rows.map(decisionOf)
    },
  }
}

/** The type stands in the statement itself: only so does the index by time serve it. */
function drawnFrom(
  { oin, from, until, department, upTo }: Population,
  after: DecisionPlace | null,
  count: number,
): Step<DecisionPlace> {
  const t = decisionIndex
  const behind = after ?? { at: from, index: -1 }
  return step(
    author
      .select({ index: sql<number>`${t.idx}`.as('index'), id: t.id, at: t.at })
      .from(t)
      .where(
        and(
          eq(t.oin, oin),
          sql`${t.type} = 'decision'`,
          sql`(${t.at}, ${t.idx}) > (${behind.at}, ${behind.index})`,
          lt(t.at, until),
          lt(t.idx, upTo),
          department === null ? undefined : eq(t.department, department),
        ),
      )
      .orderBy(asc(t.at), asc(t.idx))
      .limit(count),
  )
}

/** Of what is asked together, the one that finds least: what it finds is looked through for the others. */
async function rarest(engine: Engine, oin: string, filter: Exact): Promise<Sought | null> {
  const sought = soughtIn(filter)
  if (sought.length < 2 || filter.caseId !== undefined) return sought[0] ?? null
  const found = await engine.read(sought.map((one) => probeStep(oin, one, filter)))
  const rows = found.map(([row]) => row?.found ?? 0)
  return sought[rows.indexOf(Math.min(...rows))] ?? null
}

function inOrder(rows: DecisionRow[], { after, count }: DecisionFilter): readonly DecisionRow[] {
  const turned = after === undefined ? 1 : -1
  return rows.sort((a, b) => turned * (b.index - a.index)).slice(0, count)
}

function stepsOf(row: DecisionRow): Step[] {
  const norms = JSON.stringify(row.norms)
  const legalBasis = JSON.stringify(row.legalBasis)
  return [
    fill(putRow, { ...row, norms, legalBasis }),
    { sql: PUT_NORMS, values: [row.index, norms] },
    { sql: PUT_BASES, values: [row.index, legalBasis] },
  ]
}

export function decisionOf(row: IndexRow): DecisionRow {
  return {
    index: row.idx,
    id: row.id,
    oin: row.oin,
    at: row.at,
    type: row.type,
    outcome: row.outcome,
    department: row.department,
    purpose: row.purpose,
    caseId: row.case_id,
    source: row.source,
    regime: row.regime,
    subject: row.subject,
    legalBasis: JSON.parse(row.legal_basis),
    norms: JSON.parse(row.norms),
    holder: row.holder,
  }
}

function foundOf(row: FoundRow): DecisionRow {
  const found = decisionOf(row)
  return row.refused === null ? found : { ...found, refused: JSON.parse(row.refused) }
}

/** Nor which of the norms refused: that is of the question, which is the asker's. */
function suppliedOf(row: IndexRow): DecisionRow {
  return { ...decisionOf(row), caseId: null, subject: null }
}
