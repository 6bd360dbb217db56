/**
 * /v1/health: how the broker fares, for who oversees. Decided by policy like a look in the log, and no entry of it: what is
 * shown is counts, codes and times of the broker itself and of nobody, none of it says what anybody asked or got, and a page
 * that is refreshed would fill the log with looks at itself. A refused one is counted with what is refused before the log.
 *
 * What is not stored (witnesses, circuits, the job that forgets) is what this process saw since its start. A Worker has many
 * and lives shortly: there it is null.
 */
import { type Context, Hono } from 'hono'
import type { z } from 'zod'
import { judge } from '../acts.ts'
import type { Caller } from '../domain/caller.ts'
import { STOPS } from '../domain/codes.ts'
import { nextLook } from '../erasure/last-look.ts'
import { no, ok, type Result } from '../errors.ts'
import { headOf } from '../log/proving.ts'
import { type AppPorts, answer, callerOf } from './context.ts'
import type { healthSchema } from './documents-health.ts'
import { json } from './http.ts'
import { REVIEWING } from './reviewing.ts'

type Health = z.infer<typeof healthSchema>

export function healthRoutes(ports: AppPorts): Hono {
  const app = new Hono()
  const { status } = ports
  /** Of the revision at hand, which is kept whole: read once. */
  let inForce: { readonly digest: string; readonly at: string | null } | null = null

  app.get('/', (c) =>
    answer(c, async () => {
      const caller = await callerOf(ports, c)
      return caller.ok ? shown(c, caller.value) : caller
    }),
  )

  async function shown(c: Context, caller: Caller): Promise<Result<Response>> {
    const input = { kind: 'read', resource: 'health', purpose: REVIEWING } as const
    const judged = judge(ports, caller, { input, held: null })
    if (!judged.ok) return judged
    const { outcome, findings } = judged.value.decision
    if (outcome !== 'permit') {
      const norms = new Set(findings.filter(({ effect }) => effect === 'deny').map(({ norm }) => norm))
      return no('forbidden', {
        detail: {
          nl: `Dit inzien wordt geweigerd door ${[...norms].join(', ')}`,
          en: `Looking at this is refused by ${[...norms].join(', ')}`,
        },
      })
    }
    const now = ports.clock()
    const { size, counters } = await ports.ledger.standing(Number.MAX_SAFE_INTEGER)
    const health: Health = {
      now: now.toISOString(),
      startedAt: status.startedAt,
      log: await log(size, now),
      quorum: status.witnesses.quorum,
      witnesses: witnesses(),
      sources: sources(caller),
      policy: { ...ports.engine.policy(), firstInForceAt: await firstInForceAt() },
      retention: retention(caller, now),
      obligations: await obligations(caller, now),
      refused: { since: counters.since, byStatus: { ...counters.unlogged } },
      stops: await stops(caller, now),
    }
    return ok(json(c, 200, health))
  }

  async function log(sequenced: number, now: Date): Promise<Health['log']> {
    const signed = await headOf({ ...ports, tree: { ...ports.tree, ...status.signed } })
    const published = await headOf(ports)
    const integrated = signed?.value.size ?? 0
    const [newest] = published ? await ports.ledger.range(published.value.size - 1, 1) : []
    return {
      sequenced,
      integrated,
      witnessed: status.witnesses.names.length === 0 ? null : (published?.value.size ?? 0),
      lag: Math.max(0, sequenced - integrated),
      behind: status.behind ? status.behind() : null,
      checkpoint: published?.note ?? null,
      newestAt: newest?.at ?? null,
      ageSeconds: newest ? Math.max(0, Math.floor((now.getTime() - Date.parse(newest.at)) / 1_000)) : null,
    }
  }

  function witnesses(): Health['witnesses'] {
    const { names, standings } = status.witnesses
    if (standings) return standings().map((one) => ({ ...one }))
    return names.map((name) => ({ name, size: null, cosignedAt: null, fault: null }))
  }

  function sources({ oin }: Caller): Health['sources'] {
    return Object.keys(ports.facts.sources).map((source) => {
      const found = ports.sources.find(oin, source)
      const standing = status.startedAt === null ? undefined : found?.standing?.()
      const unknown = { circuit: null, goodAt: null, fault: null }
      return { source, connected: found !== undefined, ...(standing ?? unknown) }
    })
  }

  async function firstInForceAt(): Promise<string | null> {
    const { digest } = ports.engine.policy()
    if (inForce?.digest !== digest) inForce = { digest, at: (await ports.policies.find(digest))?.at ?? null }
    return inForce.at
  }

  function retention({ oin }: Caller, now: Date): Health['retention'] {
    if (!status.lastLook) return null
    const looked = status.lastLook(oin)
    const classes = (looked?.classes ?? []).map((one) => {
      const row = ports.retention.rows[one.ground]
      return { ...one, text: row ? { nl: row.nl, en: row.en } : null }
    })
    return { lookedAt: looked?.at ?? null, nextLookAt: nextLook(now), classes }
  }

  async function obligations({ oin }: Caller, now: Date): Promise<Health['obligations']> {
    const late = await ports.duties.overdue(now.toISOString().slice(0, 10), oin)
    return [...late].map(([obligation, overdue]) => ({ obligation, overdue }))
  }

  /** Whom a stop is about is a person: that stands with the judgement itself, for who may see its words. */
  async function stops({ oin }: Caller, now: Date): Promise<Health['stops']> {
    const today = now.toISOString().slice(0, 10)
    const given = await ports.cases.organisationAttestations(oin)
    return given
      .filter(({ type, validUntil }) => STOPS.includes(type) && (validUntil === null || validUntil >= today))
      .map(({ id, type, at, role, validUntil, scope: { source = null, purpose = null } }) => ({
        ...{ id, type, at, role, validUntil, source, purpose },
      }))
  }

  return app
}
