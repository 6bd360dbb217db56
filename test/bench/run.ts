/**
 * `npm run bench [-- --quick | --policy | --log]`: what the norms cost, what a permitted inquiry costs, the whole way over
 * HTTP, beside a POST echo on the same framework and beside the broker with an OPA server next to it, and what the log costs
 * as it grows. Prints; never fails because of a number.
 */
import { statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { findOpa, type OpaSearch } from '../../src/cli/opa.ts'
import { type Started, start } from './forms.ts'
import { apply, type Load } from './load.ts'
import { type LogPlan, measureLog } from './log.ts'
import { logLinesOf } from './log-report.ts'
import { measurePolicy } from './policy.ts'
import { type Form, type Order, orderSchema } from './protocol.ts'
import { barsOf, partsOf, policyOf, type Round, tableOf } from './report.ts'
import { serve } from './serve.ts'
import { type Ask, answerSchema } from './setup.ts'

const CALLERS = 64
const FULL = { policy: 12, rounds: 6, warmUp: 6_000, many: 3_000, lone: 2_000, parts: 20, cases: 32 }
/** For a look while working: fewer rounds, shorter, on code that is hardly warm. */
const QUICK = { policy: 3, rounds: 3, warmUp: 500, many: 400, lone: 200, parts: 3, cases: 6 }
type Plan = typeof FULL
/** The largest takes some fifty gigabytes of disk, and ten minutes to fill on an idle machine. */
const FULL_LOG: LogPlan = { sizes: [1e4, 1e6, 1e7], rounds: 10, pairs: 2_000, lagMilliseconds: 10_000, proofs: 500 }
const QUICK_LOG: LogPlan = { sizes: [1e4, 1e5], rounds: 3, pairs: 500, lagMilliseconds: 2_000, proofs: 50 }

const say = (line: string) => process.stdout.write(`${line}\n`)

/** First in its process: an engine is loaded into a cold one. */
async function benchPolicy(plan: Plan): Promise<OpaSearch> {
  const search = findOpa(fileURLToPath(new URL('../..', import.meta.url)), process.env, say)
  if (!search.found) say(`without OPA to compare with: ${search.why}`)
  say([...policyOf(await measurePolicy(search.found ? search.opa : undefined, plan.policy)), ''].join('\n'))
  return search
}

/** An entry with its parts takes 5.3 KB on disk; there must be room for others as well. */
const BYTES_PER_ENTRY = 6_000

async function benchLog(plan: LogPlan): Promise<void> {
  const { bavail, bsize } = statfsSync(tmpdir())
  const sizes = plan.sizes.filter((size) => size * BYTES_PER_ENTRY < bavail * bsize)
  for (const size of plan.sizes.filter((one) => !sizes.includes(one)))
    say(`without a log of ${size} entries: it takes ${(size * BYTES_PER_ENTRY) / 1e9} GB of disk`)
  say(['', ...logLinesOf(await measureLog({ ...plan, sizes }, say))].join('\n'))
}

async function bench(plan: Plan): Promise<void> {
  const search = await benchPolicy(plan)
  const order = { cases: plan.cases, subjectsPerCase: 4, people: 64, opa: null }
  const orders: Order[] = [
    { ...order, form: 'echo' },
    { ...order, form: 'broker' },
    ...(search.found ? [{ ...order, form: 'sidecar' as const, opa: search.opa.path }] : []),
  ]
  const forms = await Promise.all(orders.map((one) => start(one, CALLERS)))
  try {
    const broker = named(forms, 'broker')
    const asksOf = ({ form, asks }: Started) => (form === 'echo' ? broker.asks : asks)
    for (const one of forms) await warmUp(one, asksOf(one), plan)
    const rounds = new Map<Form, Round[]>(forms.map(({ form }) => [form, []]))
    for (let i = 0; i < plan.rounds; i += 1) {
      // Interleaved, and each round the other way around: what the machine does meanwhile meets all of them.
      for (const one of i % 2 === 0 ? forms : forms.toReversed()) {
        rounds.get(one.form)?.push(await measure(one, asksOf(one), plan, i))
      }
    }
    const parts = await broker.parts(plan.parts)
    say(`Node ${process.version}, ${plan.rounds} interleaved rounds, medians; ${CALLERS} callers and 1 caller`)
    for (const lines of [tableOf(rounds, CALLERS), partsOf(parts), barsOf(rounds, parts, CALLERS)]) {
      say(['', ...lines].join('\n'))
    }
  } finally {
    await Promise.all(forms.map((one) => one.stop()))
  }
}

function named(forms: readonly Started[], form: Form): Started {
  const found = forms.find((one) => one.form === form)
  if (!found) throw new Error(`${form} was not started`)
  return found
}

/** Every question once, with its answer read: what is measured are permits with a record in them. */
async function warmUp({ form, target, withoutLog }: Started, asks: readonly Ask[], plan: Plan): Promise<void> {
  for (const ask of asks) {
    const text = await target.ask(ask)
    if (form !== 'echo') answerSchema.parse(JSON.parse(text ?? 'null'))
  }
  await apply(target, asks, { callers: CALLERS, milliseconds: plan.warmUp })
  if (withoutLog) await apply(withoutLog, asks, { callers: 1, milliseconds: plan.warmUp / 4 })
}

async function measure(one: Started, asks: readonly Ask[], plan: Plan, round: number): Promise<Round> {
  const { target, withoutLog } = one
  const load = async (callers: number, milliseconds: Load['milliseconds'], to = target) => {
    const before = await one.usage()
    const loaded = await apply(to, asks, { callers, milliseconds }, round * 37)
    const after = await one.usage()
    const own = after.cpuMicroseconds - before.cpuMicroseconds
    const beside = after.sidecar && before.sidecar && after.sidecar.cpuMicroseconds - before.sidecar.cpuMicroseconds
    return {
      loaded,
      cpu: (own + (beside ?? 0)) / loaded.replies,
      sidecarCpu: beside === null ? null : beside / loaded.replies,
      fsyncsPerReply: (after.commits - before.commits) / loaded.replies,
      memoryBytes: after.memoryBytes + (after.sidecar?.memoryBytes ?? 0),
    }
  }
  const many = await load(CALLERS, plan.many)
  const lone = await load(1, plan.lone)
  const loneWithoutLog = one.form === 'broker' && withoutLog ? await load(1, plan.lone, withoutLog) : null
  return {
    many: many.loaded,
    lone: lone.loaded,
    cpu: many.cpu,
    sidecarCpu: many.sidecarCpu,
    fsyncsPerReply: many.fsyncsPerReply,
    loneFsyncsPerReply: lone.fsyncsPerReply,
    memoryBytes: many.memoryBytes,
    loneWithoutLog: loneWithoutLog?.loaded ?? null,
  }
}

const [command, argument] = process.argv.slice(2)
if (command === 'serve') await serve(orderSchema.parse(JSON.parse(argument ?? '')))
else if (command === undefined || command === '--quick') {
  await bench(command === '--quick' ? QUICK : FULL)
  await benchLog(command === '--quick' ? QUICK_LOG : FULL_LOG)
} else if (command === '--log') await benchLog(FULL_LOG)
else if (command === '--policy') await benchPolicy(FULL)
else {
  process.stderr.write('npm run bench [-- --quick | --policy | --log]\n')
  process.exitCode = 2
}
