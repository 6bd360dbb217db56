/** What routes share: the application's ports, and the one way to know who asks. */
import type { Context } from 'hono'
import type { z } from 'zod'
import type { ActPorts } from '../acts.ts'
import type { Broker } from '../broker.ts'
import type { Duties } from '../cases/duty-register.ts'
import type { Reviews } from '../cases/reviews.ts'
import type { Caller } from '../domain/caller.ts'
import { pointersOf, REPORT } from '../domain/shape-faults.ts'
import { joinTrace, type Trace } from '../domain/trace.ts'
import type { DuePorts } from '../erasure/due.ts'
import { no, ok, type Problem, type Result } from '../errors.ts'
import type { Observer } from '../events.ts'
import type { Inquiries } from '../inquiry-port.ts'
import type { DecisionIndex } from '../log/decision-index.ts'
import type { Status } from '../log/status.ts'
import type { Chain } from '../log/succession.ts'
import type { NoteKey } from '../log/tree/note.ts'
import type { TreeStore } from '../log/tree-store.ts'
import type { Acts } from '../policy/acts.ts'
import type { EngineOf, PolicyArchive } from '../policy/archive.ts'
import type { Shown } from '../policy/shown.ts'
import type { Workbook } from '../policy/workbook.ts'
import { admit } from '../steps/admit.ts'
import { authenticate } from '../steps/authenticate.ts'
import { markEntered, problemResponse, readJson } from './http.ts'

export type AppPorts = Broker &
  ActPorts &
  Omit<DuePorts, 'cases'> & {
    readonly inquiries: Inquiries
    readonly duties: Duties
    readonly reviews: Reviews
    /** Tests and cases of each norm; empty where the installation has none with it. */
    readonly shown: ReadonlyMap<string, Shown>
    /** Where the articles of norms can be read; of an installation that has the table with it. */
    readonly acts: Acts
    /** What authors work with; of an installation that has it with it. */
    readonly workbook: Workbook
    readonly decisionIndex: DecisionIndex
    /** Engines of this and of earlier policy revisions, to evaluate again what they decided. */
    readonly engineOf: EngineOf
    readonly tree: TreeStore
    readonly log: NoteKey
    /** The keys that it had before. */
    readonly chain: Chain
    /** Brings the index of decisions up to the head of the log. */
    readonly catchUp: () => Promise<void>
    /** Brings the tree up to the head of the log, so far as it may be signed here. */
    readonly integrate: () => Promise<void>
    /** Policy revisions that were in force. */
    readonly policies: Pick<PolicyArchive, 'find' | 'list'>
    /** Forgets what was ordered to be forgotten; never rejects. */
    readonly carryOut: () => Promise<void>
    /** As that, as soon as it can be, for nobody to wait for. */
    readonly eraseSoon: () => void
    /** What this process knows of how it fares. */
    readonly status: Status
    readonly observe: Observer
    readonly corsOrigins: readonly string[]
    /** Everything that must work for the next inquiry to be answered; a name for each that does not. */
    readonly ready: () => Promise<readonly string[]>
    /** Prometheus text, without personal data; absent where the platform has its own metrics. */
    readonly metrics?: () => Promise<string>
  }

export async function callerOf(ports: AppPorts, c: Context): Promise<Result<Caller>> {
  const caller = await authenticate(ports, c.req.header('authorization'))
  return caller.ok ? admit(ports, caller.value) : caller
}

export function traceOf(ports: AppPorts, c: Context): Trace {
  return joinTrace(c.req.header('traceparent'), ports.crypto.random)
}

/** Body of the shape of `schema`, or every problem with it; for operations that take no Idempotency-Key. */
export async function bodyOf<S extends z.ZodType>(c: Context, schema: S): Promise<Result<z.output<S>>> {
  const key = keyRefused(c)
  if (key) return key
  const body = await readJson(c)
  return body.ok ? shaped(schema, body.value.value) : body
}

/** A key that does nothing would promise that a repeat is none; null: there is none. */
export function keyRefused(c: Context): ReturnType<typeof no> | null {
  if (c.req.header('idempotency-key') === undefined) return null
  const message = 'is not taken by this operation: look whether it was done before you repeat it'
  return no('invalid-input', { problems: [{ pointer: '/headers/Idempotency-Key', message }] })
}

export function queryOf<S extends z.ZodType>(c: Context, schema: S): Result<z.output<S>> {
  return shaped(schema, c.req.query())
}

/** `at`: where in what was sent it stands. */
export function shaped<S extends z.ZodType>(schema: S, value: unknown, at = ''): Result<z.output<S>> {
  const parsed = schema.safeParse(value, REPORT)
  if (parsed.success) return ok(parsed.data)
  const problems = pointersOf(parsed.error).map(({ pointer, message }) => ({ pointer: `${at}${pointer}`, message }))
  return no('invalid-input', { problems })
}

/** Runs a route that answers with a Result: refusals become problem details in one place. */
export async function answer(c: Context, run: () => Promise<Result<Response>>): Promise<Response> {
  const result = await run()
  if (!result.ok && result.problem.entered) markEntered(c)
  return result.ok ? result.value : problemResponse(c, result.problem)
}

/** Of an act or a look that has its entry: by that it is counted, whatever is answered next. */
export function entered<T>(c: Context, acted: Result<T>): Result<T> {
  if (acted.ok) markEntered(c)
  return acted
}

export function notFound(): { readonly ok: false; readonly problem: Problem } {
  return no('not-found')
}
