/**
 * Everything that the log can hold, written by a whole broker: each type of entry is here with its row, and a new type
 * without one fails. What was decided is complete in the Authorization Decision Log 1.0.0 (Logius, ftv/adl) at level 4;
 * everything else has a schema of its parts, and what was written is of that schema.
 */
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { PEOPLE } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS, municipal } from '../../src/cli/demo/questions.ts'
import { logCommand } from '../../src/cli/log.ts'
import { ENTRY_TYPES, type EntryType } from '../../src/domain/codes.ts'
import { adlRecord } from '../../src/log/adl.ts'
import { type OpenedParts, openParts } from '../../src/log/entry.ts'
import { parseLeaf } from '../../src/log/leaf.ts'
import { DECIDED, isPartName, PART, PARTS_OF, type PartName, partOf } from '../../src/log/parts.ts'
import { createNode, type NodeOptions, type SluisNode } from '../../src/node.ts'
import type { Entry } from '../../src/ports.ts'
import { SourceFailure } from '../../src/source-port.ts'
import { createCrypto } from '../../src/storage/node/crypto.ts'
import { createKeys } from '../../src/storage/node/keys.ts'
import { tidyUp } from '../../src/upkeep.ts'
import { forget } from '../support/forgotten.ts'
import { type Garage, openGarage, permitted } from '../support/garage.ts'
import { interpose } from '../support/sources.ts'
import { openWorld, type World } from '../support/world.ts'

const TAXES = 'BEL/heffingen'

/** `always`: parts that no entry of the type is without. */
const ROWS: Readonly<Record<EntryType, { readonly decided: boolean; readonly always: readonly PartName[] }>> = {
  decision: { decided: true, always: ['caller', 'request', 'subject', 'grounds', 'facts', 'decision'] },
  preview: { decided: true, always: ['caller', 'request', 'subject', 'grounds', 'facts', 'decision'] },
  act: { decided: true, always: ['caller', 'act', 'facts', 'decision'] },
  read: { decided: true, always: ['caller', 'act', 'facts', 'decision'] },
  settlement: { decided: false, always: ['settlement'] },
  repeat: { decided: false, always: ['caller', 'repeat'] },
  closing: { decided: false, always: ['closing'] },
  activation: { decided: false, always: ['activation'] },
  tally: { decided: false, always: ['tally'] },
  export: { decided: true, always: ['caller', 'act', 'export', 'facts', 'decision'] },
  import: { decided: false, always: ['import'] },
  key: { decided: false, always: ['succession'] },
  origin: { decided: false, always: ['succession'] },
  erasure: { decided: false, always: ['erasure'] },
}

const hex = (digits: number) => z.string().regex(new RegExp(`^[0-9a-f]{${digits}}$`))
const entity = z.strictObject({
  type: z.string().min(1),
  id: z.string().min(1),
  properties: z.record(z.string(), z.unknown()).optional(),
})
/** The checklist of the standard: fields, ADL-04 to ADL-06, and ADL-15 at level 4. Requests and answers as AuthZEN 1.0 has them. */
const adlSchema = z.strictObject({
  trace_id: hex(32),
  span_id: hex(16),
  parent_span_id: hex(16).optional(),
  event_name: z.literal('adl.access_evaluation'),
  timestamp: z.int().positive(),
  // A refusal is never an error.
  status: z.literal('Ok'),
  // References only, and none of what stands in the body (ADL-04, ADL-06).
  attributes: z.strictObject({
    // Level 2: by digest, so that it can be resolved as long as the decision is kept.
    'adl.core.policies': z.record(z.string(), z.string().regex(/^sha256:[0-9a-f]{64}@.+$/)),
    // Level 4.
    'adl.core.configuration': z.strictObject({ evaluator: z.string().min(1), entrypoints: z.string().min(1) }),
    'dpl.core.data_subject_id': z.string().min(1).optional(),
  }),
  body: z.strictObject({
    // Level 1.
    'adl.core.request': z.strictObject({
      subject: entity,
      action: z.strictObject({ name: z.string().min(1) }),
      resource: entity,
      context: z.looseObject({ time: z.iso.datetime() }),
    }),
    'adl.core.response': z.strictObject({ decision: z.boolean(), context: z.looseObject({ outcome: z.string() }) }),
    // Level 3: all that was looked up to decide.
    'adl.core.information': z.strictObject({ input: z.looseObject({ now: z.string() }) }),
  }),
})

const stop = z.looseObject({
  kind: z.literal('attest'),
  caseId: z.null(),
  attestation: z.looseObject({
    id: z.string(),
    type: z.string().startsWith('STOP_'),
    outcome: z.literal('stopped'),
    scope: z.record(z.string(), z.string()),
    grounds: z.string().min(1),
    by: z.string(),
    role: z.string(),
    at: z.iso.datetime(),
  }),
})
const lift = z.strictObject({
  kind: z.literal('withdraw'),
  caseId: z.null(),
  withdrawn: z.string(),
  grounds: z.string().min(1),
})

type Written = { readonly entry: Entry; readonly parts: OpenedParts }

let world: World
let garage: Garage
let written: Written[]
let stopped: readonly Written[]
beforeAll(async () => {
  world = await openWorld()
  garage = await openGarage(world, 'B4')
  const { asker, officer } = garage.cast
  const { ports } = world.node
  const token = await world.token(PEOPLE.asker)
  const question = municipal(garage.caseId, TAXES, 'DETAIL', ['aanslag_ozb'])
  const keyed = () => world.call(token, 'POST', '/v1/inquiries', question, { 'idempotency-key': 'sleutel-0001' })
  await permitted(officer.post('/v1/attestations', JUDGEMENTS.college67))
  await permitted(officer.post(`/v1/cases/${garage.caseId}/attestations`, JUDGEMENTS.pc2a('ONDM', 'C-BEL-G')))
  await permitted(asker.post('/v1/inquiries/_preview', question))
  await keyed()
  await keyed()
  expect((await asker.post('/v1/inquiries', { ...question, legalBasis: [] })).body.outcome).toBe('deny')
  const restore = interpose(world, async () => {
    throw new SourceFailure('timeout')
  })
  const failed = await asker.post('/v1/inquiries', question)
  restore()
  expect((await world.call(token, 'DELETE', String(failed.body.inquiry))).status).toBe(200)
  expect((await officer.get('/v1/decisions?readingPurpose=P-AUDIT')).status).toBe(200)
  const from = await ports.ledger.size()
  const order = {
    type: 'STOP_SOURCE',
    outcome: 'stopped',
    scope: { source: TAXES },
    grounds: 'Vermoeden van misbruik.',
  }
  const { attestationId } = await permitted(officer.post('/v1/attestations', order))
  const grounds = { grounds: 'Onderzocht.' }
  await permitted(officer.post(`/v1/attestations/${String(attestationId)}/withdrawals`, grounds))
  const taken = await world.node.app.request('/v1/decisions/_export', {
    method: 'POST',
    headers: { authorization: `Bearer ${await world.token(PEOPLE.officer)}`, 'content-type': 'application/json' },
    body: JSON.stringify({ readingPurpose: 'P-AUDIT' }),
  })
  expect([taken.status, await taken.text()]).toEqual([200, expect.stringContaining('"end"')])
  await tidyUp(ports, { run: async () => undefined })
  written = [...(await entriesOf(world.node))]
  stopped = written.filter(({ entry }) => entry.index >= from && entry.type === 'act')
  await forget(world, garage.caseId)
  written.push(...(await entriesOf(world.node, written.length)).filter(({ entry }) => entry.type === 'erasure'))
  written.push(...(await whenStopped(written.length)))
})
afterAll(() => world.close())

async function entriesOf({ ports }: SluisNode, from = 0): Promise<readonly Written[]> {
  const entries = await ports.ledger.range(from, 500)
  return Promise.all(entries.map(async (entry) => ({ entry, parts: await openParts(ports, entry) })))
}

/** What stands in the folders of a stopped broker from this entry on. */
async function since(from: number, changes: Partial<NodeOptions> = {}): Promise<readonly Written[]> {
  const node = await createNode({ ...world.options, ...changes })
  try {
    return await entriesOf(node, from)
  } finally {
    await node.close()
  }
}

/** What only a stopped broker writes: taken over by another, under another key, and after an older database was put back. */
async function whenStopped(from: number): Promise<readonly Written[]> {
  await world.stop()
  const { dataDir, keysDir, anchorDir, origin } = world.options
  const places = { SLUIS_DATA_DIR: dataDir, SLUIS_KEYS_DIR: keysDir, SLUIS_ANCHOR_DIR: String(anchorDir) }
  const log = async (args: readonly string[], changes: Record<string, string> = {}) => {
    const said: string[] = []
    const write = (text: string) => void said.push(text)
    const env = { ...places, SLUIS_ORIGIN: origin, ...changes }
    const code = await logCommand(args, { env, out: write, err: write })
    expect([args[0], code, said.join('')]).toEqual([args[0], 0, expect.anything()])
    return said.join('')
  }
  const at = (name: string) => join(world.folder, name)
  const key = (await log(['key'])).trim()
  await log(['export', '--all', '--to', at('all')])
  const other = { dataDir: at('other-data'), keysDir: at('other-keys'), anchorDir: at('other-anchor') }
  createKeys({ dir: other.keysDir, dataDir: other.dataDir, create: true, crypto: createCrypto() }).close()
  const elsewhere = { SLUIS_DATA_DIR: other.dataDir, SLUIS_KEYS_DIR: other.keysDir, SLUIS_ANCHOR_DIR: other.anchorDir }
  await log(['import', '--verify', at('all'), '--key', key], { ...elsewhere, SLUIS_ORIGIN: 'sluis.example/other' })
  const imported = await since(from, { ...other, origin: 'sluis.example/other' })
  cpSync(dataDir, at('older'), { recursive: true })
  await log(['key', 'rotate'])
  const rotated = await since(from)
  rmSync(dataDir, { recursive: true })
  cpSync(at('older'), dataDir, { recursive: true })
  await log(['acknowledge-rollback', '--close', origin])
  const acknowledged = await since(from)
  return [
    ...imported.filter(({ entry }) => entry.type === 'import'),
    ...rotated.filter(({ entry }) => entry.type === 'key'),
    ...acknowledged.filter(({ entry }) => entry.type === 'origin'),
  ]
}

const ofType = (type: EntryType) => written.filter(({ entry }) => entry.type === type)

it('has a row for every type of entry, and the decided ones are those of the log', () => {
  expect(Object.keys(ROWS).sort()).toEqual([...ENTRY_TYPES].sort())
  expect(Object.keys(PARTS_OF).sort()).toEqual([...ENTRY_TYPES].sort())
  const decided = ENTRY_TYPES.filter((type) => ROWS[type].decided)
  expect(decided.sort()).toEqual([...DECIDED].sort())
})

describe.each(ENTRY_TYPES.map((type) => [type]))('an entry of type %s', (type) => {
  it('was written, in parts that each have their schema and are of it', () => {
    expect(ofType(type).length).toBeGreaterThan(0)
    for (const { entry, parts } of ofType(type)) {
      const leaf = parseLeaf(entry.leaf)
      const names = Object.keys(parts).filter(isPartName)
      expect(names).toHaveLength(Object.keys(leaf.parts).length)
      expect([...PARTS_OF[type]]).toEqual(expect.arrayContaining(names))
      expect(names).toEqual(expect.arrayContaining([...ROWS[type].always]))
      for (const name of names) {
        const parsed = PART[name].schema.safeParse(parts[name])
        expect(parsed.error?.issues ?? [], `${type} ${name}`).toEqual([])
      }
    }
  })

  it('is of another type when a part of it is of another shape', () => {
    for (const name of ROWS[type].always) expect(partOf({ [name]: 'x' }, name)).toBeUndefined()
  })
})

describe.each(DECIDED.map((type) => [type]))('a decided entry of type %s', (type) => {
  it('is complete in the Authorization Decision Log 1.0.0 at level 4', () => {
    for (const { entry, parts } of ofType(type)) {
      const parsed = adlSchema.safeParse(adlRecord(entry, parts))
      expect(parsed.error?.issues ?? [], entry.id).toEqual([])
      const decided = partOf(parts, 'decision')
      expect(parsed.data?.body['adl.core.response'].decision).toBe(decided?.outcome === 'permit')
      expect(parsed.data?.timestamp).toBe(Date.parse(entry.at))
      // Who asked is in it as norms read it, and stands in the log once.
      const { assurance: _, ...caller } = partOf(parts, 'caller') ?? {}
      expect(parts.facts).not.toHaveProperty('caller')
      expect(parsed.data?.body['adl.core.information'].input).toEqual({ ...(parts.facts as object), caller })
      expect(parsed.data?.attributes['adl.core.policies'].sluis).toContain(decided?.policy.digest)
    }
  })
})

it('what is not decided is no record of the Authorization Decision Log', () => {
  for (const type of ENTRY_TYPES.filter((one) => !ROWS[one].decided))
    for (const { entry, parts } of ofType(type)) expect(adlRecord(entry, parts)).toBeNull()
})

it('is answered both ways: with a permit and with a refusal', () => {
  const outcomes = ofType('decision').map(({ parts }) => partOf(parts, 'decision')?.outcome)
  expect(outcomes).toEqual(expect.arrayContaining(['permit', 'deny']))
})

describe('a stop', () => {
  it('is an entry when it is set and one when it is lifted, each of its schema', () => {
    expect(stopped).toHaveLength(2)
    const [set, lifted] = stopped.map(({ parts }) => parts.act)
    expect(stop.safeParse(set).error?.issues ?? []).toEqual([])
    expect(lift.safeParse(lifted).error?.issues ?? []).toEqual([])
    expect(lift.parse(lifted).withdrawn).toBe(stop.parse(set).attestation.id)
    expect(stop.parse(set).attestation).toMatchObject({ type: 'STOP_SOURCE', scope: { source: TAXES } })
  })
})
