/**
 * What a user would build instead: the same application, but the policy answers from an OPA server beside it. Same
 * rules, tables and settings, same entries, same screening; only who evaluates differs.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Hono } from 'hono'
import { Pool } from 'undici'
import { z } from 'zod'
import { type AppPorts, answer, traceOf } from '../../src/api/context.ts'
import { acceptsJson, readJson, standardHeaders } from '../../src/api/http.ts'
import { readFacts, readSources } from '../../src/cli/policy/sources.ts'
import type { Caller } from '../../src/domain/caller.ts'
import type { Inquiry } from '../../src/domain/inquiry.ts'
import { underAny } from '../../src/domain/pseudonyms.ts'
import type { Trace } from '../../src/domain/trace.ts'
import { ok, type Result } from '../../src/errors.ts'
import { inquiryInput } from '../../src/policy/assemble.ts'
import type { Facts } from '../../src/policy/facts.ts'
import type { PolicyInput } from '../../src/policy/input.ts'
import { checkSettings } from '../../src/policy/settings.ts'
import type { PolicyEngine } from '../../src/policy-port.ts'
import { recordInputs } from '../../src/sources/control.ts'
import { admit } from '../../src/steps/admit.ts'
import { authenticate } from '../../src/steps/authenticate.ts'
import { decide, pseudonymsOf } from '../../src/steps/decide.ts'
import { fetchRecords } from '../../src/steps/fetch.ts'
import { isPermit, type RecordedPermit, record } from '../../src/steps/record.ts'
import { redact } from '../../src/steps/redact.ts'
import { type Answer, respondRefused, respondSettled } from '../../src/steps/respond.ts'
import { screen } from '../../src/steps/screen.ts'
import { abort, settle } from '../../src/steps/settle.ts'
import { validateInquiry } from '../../src/steps/validate.ts'

const POLICIES = fileURLToPath(new URL('../../policies', import.meta.url))

export type Opa = {
  readonly pid: number
  evaluate(entrypoint: 'decide' | 'screen', input: PolicyInput): Promise<unknown>
  /** Microseconds that its engine took, by its own clock (`timer_rego_query_eval`): without HTTP and parsing. */
  evaluationTime(entrypoint: 'decide' | 'screen', input: PolicyInput): Promise<number>
  stop(): Promise<void>
}

export async function startOpa(
  binary: string,
  folder: string,
  settings: unknown,
  facts: Facts = readFacts(POLICIES),
): Promise<Opa> {
  const checked = checkSettings(settings, facts)
  if (!checked.ok) throw new Error(checked.problems.join('; '))
  const data = join(folder, 'data.json')
  await writeFile(data, JSON.stringify({ facts, settings: checked.settings }))
  const address = `127.0.0.1:${await freePort()}`
  const rules = readSources(POLICIES).rules
  const options = ['--server', '--addr', address, '--log-level', 'error', '--skip-version-check']
  const child = spawn(binary, ['run', ...options, data, ...rules], { cwd: POLICIES, stdio: ['ignore', 'ignore', 2] })
  await ready(child, `http://${address}/health`)
  const pool = new Pool(`http://${address}`, { connections: 64, pipelining: 1 })
  const ask = async (path: string, input: PolicyInput) => {
    const headers = { 'content-type': 'application/json' }
    const reply = await pool.request({ path, method: 'POST', headers, body: JSON.stringify({ input }) })
    return await reply.body.json()
  }
  return {
    pid: child.pid ?? 0,
    async evaluate(entrypoint, input) {
      return resultSchema.parse(await ask(`/v1/data/sluis/${entrypoint}`, input)).result
    },
    async evaluationTime(entrypoint, input) {
      const { metrics } = metricsSchema.parse(await ask(`/v1/data/sluis/${entrypoint}?metrics=true`, input))
      return metrics.timer_rego_query_eval_ns / 1_000
    },
    async stop() {
      await pool.close()
      const ended = once(child, 'exit')
      child.kill()
      await ended
    },
  }
}

const resultSchema = z.object({ result: z.unknown() })
const metricsSchema = z.object({ metrics: z.object({ timer_rego_query_eval_ns: z.number() }) })

async function ready(child: ChildProcess, url: string): Promise<void> {
  for (let tries = 0; tries < 200 && child.exitCode === null; tries += 1) {
    const reply = await fetch(url).catch(() => undefined)
    await reply?.arrayBuffer()
    if (reply?.ok) return
    await pause(50)
  }
  child.kill()
  throw new Error('the OPA server did not start')
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

/** POST /v1/inquiries as src/broker.ts walks it, waiting for the sidecar where that asks the engine. */
export function sidecarApp(ports: AppPorts, opa: Opa): Hono {
  const app = new Hono()
  app.use(standardHeaders(ports.corsOrigins))
  app.use('/v1/*', acceptsJson)
  app.post('/v1/inquiries', (c) =>
    answer(c, async () => {
      const body = await readJson(c)
      if (!body.ok) return body
      const caller = await authenticate(ports, c.req.header('authorization'))
      if (!caller.ok) return caller
      const admitted = await admit(ports, caller.value)
      if (!admitted.ok) return admitted
      const inquiry = validateInquiry(ports.facts, body.value.value, caller.value)
      if (!inquiry.ok) return inquiry
      const walked = await walk(ports, opa, caller.value, inquiry.value, traceOf(ports, c))
      if (!walked.ok) return walked
      const { document, disclosureText, inquiryId } = walked.value
      const head = JSON.stringify(document).slice(0, -1)
      const headers = { 'content-type': 'application/json', location: `/v1/inquiries/${inquiryId}` }
      return ok(c.body(`${head},"disclosure":${disclosureText}}`, 201, headers))
    }),
  )
  return app
}

async function walk(
  ports: AppPorts,
  opa: Opa,
  caller: Caller,
  inquiry: Inquiry,
  trace: Trace,
): Promise<Result<Answer>> {
  ports.ledger.enter()
  try {
    const subjectKeys = inquiry.subject ? pseudonymsOf(ports, caller.oin, inquiry.subject.identifier) : []
    const register = await ports.cases.factsFor(caller.oin, inquiry.caseId, subjectKeys, inquiry.source)
    const now = ports.clock()
    const verdict = await opa.evaluate('decide', inquiryInput(caller, inquiry, register, subjectKeys, now))
    // What was read is not read again, and what was answered is not asked again: each is paid for once.
    const cases = { ...ports.cases, factsFor: async () => register }
    const told = { ...ports, cases, clock: () => now, engine: answering(ports.engine, verdict) }
    const decided = await decide(told, caller, inquiry, { kind: 'first' }, trace)
    if (!decided.ok) return decided
    const recorded = await record(ports, decided.value)
    if (!recorded.ok) return recorded
    if (!isPermit(recorded.value)) return ok(respondRefused(ports, recorded.value))
    return await release(ports, opa, recorded.value)
  } finally {
    ports.ledger.leave()
  }
}

async function release(ports: AppPorts, opa: Opa, permit: RecordedPermit): Promise<Result<Answer>> {
  const fetched = await fetchRecords(ports, permit)
  if (!fetched.ok) return await abort(ports, permit, fetched.problem, 'source-failed')
  const { source, records } = fetched.value
  const context = {
    source,
    today: permit.input.today,
    asked: permit.inquiry.subject?.identifier ?? null,
    relationOf: (identifier: Parameters<typeof pseudonymsOf>[2]) =>
      underAny(permit.register.relations, pseudonymsOf(ports, permit.caller.oin, identifier)),
  }
  const screening = await opa.evaluate('screen', { ...permit.input, records: recordInputs(context, records) })
  const screened = screen({ ...ports, engine: answering(ports.engine, screening) }, fetched.value)
  if (!screened.ok) return await abort(ports, permit, screened.problem, 'screening-fault')
  const redacted = redact(ports, screened.value)
  if (!redacted.ok) return await abort(ports, permit, redacted.problem, 'redaction-fault')
  const settled = await settle(ports, redacted.value)
  return settled.ok ? ok(respondSettled(ports, settled.value)) : settled
}

function answering(engine: PolicyEngine, given: unknown): PolicyEngine {
  return { policy: engine.policy, evaluate: () => given }
}
