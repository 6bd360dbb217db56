/** What is to be forgotten, over any engine of the SQLite family. */
import { and, asc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Erasures, HeldErasure } from '../../erasure/erasures.ts'
import type { Target } from '../../erasure/order.ts'
import { nameOf } from '../../erasure/scopes.ts'
import { cases, erasures } from '../schema.ts'
import type { DroppingRegister } from './case-register.ts'
import { unsettledOf } from './entry-sql.ts'
import { countSteps, forgetSteps, indexedStep, openStep, standingStep } from './erasure-sql.ts'
import { author, type Engine, fill, type Statement, statement } from './statement.ts'

type Row = typeof erasures.$inferSelect
const { placeholder } = sql

const one: Statement<Row> = statement(
  author
    .select()
    .from(erasures)
    .where(eq(erasures.target, placeholder('target'))),
)
const pending: Statement<Row> = statement(
  author
    .select()
    .from(erasures)
    .where(isNull(erasures.done_at))
    .orderBy(asc(erasures.ordered_at), asc(erasures.target)),
)
const begun: Statement<Row> = statement(
  author
    .select()
    .from(erasures)
    .where(isNotNull(erasures.entry_id))
    .orderBy(asc(erasures.ordered_at), asc(erasures.target)),
)
const owner: Statement<{ oin: string }> = statement(
  author
    .select({ oin: cases.oin })
    .from(cases)
    .where(eq(cases.id, placeholder('caseId'))),
)
const finish: Statement<never> = statement(
  author
    .update(erasures)
    .set({ done_at: sql`${placeholder('at')}` })
    .where(and(eq(erasures.target, placeholder('target')), isNull(erasures.done_at))),
)

type Engines = {
  readonly engine: Engine
  readonly register: Pick<DroppingRegister, 'drop'>
  readonly scrub: Erasures['scrub']
}

export function createErasures({ engine, register, scrub }: Engines): Erasures {
  return {
    scrub,
    async find(target) {
      const [[row]] = await engine.read([fill(one, { target: nameOf(target) })])
      return row && heldOf(row)
    },
    async pending() {
      const [rows] = await engine.read([fill(pending, {})])
      return rows.map(heldOf)
    },
    async begun() {
      const [rows] = await engine.read([fill(begun, {})])
      return rows.map(heldOf)
    },
    async count(target, keyIds) {
      const counted = countSteps(target, keyIds)
      const found = await Promise.all(counted.map(({ step }) => engine.read([step])))
      return Object.fromEntries(counted.map(({ table }, i) => [table, found[i]?.[0][0]?.rows ?? 0]))
    },
    async standing(keyId, from, until) {
      const [rows] = await engine.read([standingStep(keyId, from, until)])
      return rows.map(({ idx }) => idx)
    },
    async open(target, keyIds) {
      const [rows] = await engine.read([openStep(target, keyIds)])
      return unsettledOf(rows)
    },
    async ownerOf(caseId) {
      const [[row]] = await engine.read([fill(owner, { caseId })])
      return row?.oin
    },
    async indexed(target) {
      const step = indexedStep(target)
      const [rows] = step === null ? [[]] : await engine.read([step])
      return rows
    },
    async forget(all) {
      await engine.write(all.flatMap(({ target, keyIds, gone }) => forgetSteps(target, keyIds, gone)))
      register.drop(new Set(all.flatMap(({ keyIds }) => keyIds)))
    },
    async done(targets, at) {
      await engine.write(targets.map((target) => fill(finish, { target: nameOf(target), at })))
    },
  }
}

function heldOf(row: Row): HeldErasure {
  const order = { target: targetOf(row), ground: row.ground }
  return { order, actId: row.ordered_by, entryId: row.entry_id, doneAt: row.done_at }
}

function targetOf({ oin, case_id: caseId, day, class: of }: Row): Target {
  if (caseId !== null) return { kind: 'case', oin, caseId }
  if (day === null || of === null) throw new Error('an erasure names neither a case nor a day')
  return { kind: 'day', oin, day, of }
}
