/** A register with cases and days of more than one organisation, over real SQLite, and a clock that a test turns. */
import type { Attestation, Case, CaseFacts } from '../../src/domain/case.ts'
import type { ForgettingPorts } from '../../src/erasure/forgetting.ts'
import type { Order } from '../../src/erasure/order.ts'
import { createTrustedClock } from '../../src/erasure/trusted-clock.ts'
import type { Event } from '../../src/events.ts'
import type { Settings } from '../../src/policy/facts.ts'
import type { Storage } from '../../src/storage/sqlite/open.ts'
import { SETTINGS } from '../policy/committed.ts'
import { facts } from '../policy/tables.ts'
import {
  AT,
  attestationChange,
  bareWrite,
  CASE_FACTS,
  caseChange,
  caseOf,
  OIN,
  OTHER_OIN,
} from '../storage/fixtures.ts'
import { temporaryStorage } from '../storage/sqlite/temporary.ts'
import { judgement, RETENTION } from './table.ts'

/** Both organisations adopted the protocol, say under which category their log falls, and give terms of their own. */
export const LOCAL: Settings = Object.fromEntries(
  [OIN, OTHER_OIN].map((oin) => [
    oin,
    { ...SETTINGS[OIN as keyof typeof SETTINGS], retention: { logCategory: '4.2', callerYears: 2, contentYears: 1 } },
  ]),
)

export type Stage = {
  readonly ports: ForgettingPorts
  readonly storage: Storage
  readonly events: Event[]
  /** What was asked to be erased, in order. */
  readonly erased: Order[]
  settings: Settings
  /** Key scopes that stand, beside those of cases. */
  scopes: string[]
  now: string
  /** When somebody last did something; null: just now. */
  lastByPerson: string | null
  /** Milliseconds that really went by. */
  went: number
  /** Whether an operator has still to look at holds. */
  stopped: boolean
  /** How often pages of cases were read. */
  looks: number
  /** What erasing does instead of destroying keys. */
  erase: (order: Order) => Promise<void>
  opened(facts: Partial<CaseFacts>, change?: Partial<Case>): Promise<Case>
  /** A judgement about a case, or about its organisation (null). */
  judged(about: Case | null, one: Attestation): Promise<Attestation>
  withdraw(one: Attestation): Promise<void>
  close(): void
}

export function openStage(): Stage {
  const { keys, vault, storage, remove } = temporaryStorage(() => new Date(AT))
  const clock = () => new Date(stage.now)
  const { every } = storage.cases
  const cases = {
    ...storage.cases,
    every: (...asked: Parameters<typeof every>) => {
      if (asked[0] === null) stage.looks += 1
      return every(...asked)
    },
  }
  const stage: Stage = {
    storage,
    events: [],
    erased: [],
    settings: LOCAL,
    scopes: [],
    now: '2026-06-01T12:00:00.000Z',
    lastByPerson: null,
    went: 0,
    stopped: false,
    looks: 0,
    async erase({ target }) {
      if (target.kind === 'case') keys.destroy(`case:${target.caseId}`)
      else stage.scopes = stage.scopes.filter((scope) => scope !== `day:${target.oin}:${target.day}:${target.of}`)
    },
    ports: {
      cases,
      keys: { scopes: async () => stage.scopes },
      facts,
      get settings() {
        return stage.settings
      },
      retention: RETENTION,
      clock,
      believes: createTrustedClock(
        async () => stage.lastByPerson ?? stage.now,
        () => stage.went,
      ),
      stopped: () => stage.stopped,
      observe: (event) => void stage.events.push(event),
      erase: async (order) => {
        await stage.erase(order)
        stage.erased.push(order)
      },
    },
    async opened(changed, change = {}) {
      const value = caseOf({ facts: { ...CASE_FACTS, ...changed }, ...change })
      await storage.ledger.append(bareWrite([await caseChange(vault, value)]))
      return value
    },
    async judged(about, one) {
      const value = judgement(one.type, one.outcome, {
        ...one,
        id: caseOf().id,
        caseId: about?.id ?? null,
        oin: about?.oin ?? one.oin,
      })
      await storage.ledger.append(bareWrite([await attestationChange(vault, value)]))
      return value
    },
    async withdraw({ id }) {
      const change = { kind: 'attestation-withdrawn', id, by: 'p-9', at: stage.now } as const
      await storage.ledger.append(bareWrite([change]))
    },
    close: remove,
  }
  return stage
}
