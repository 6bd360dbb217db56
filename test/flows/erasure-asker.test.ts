/** A day of who asked is forgotten: who asked is gone from everywhere, at once; what was asked and decided stays. */

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { PEOPLE, type Person } from '../../src/cli/demo/people.ts'
import { GROUNDS, JUDGEMENTS, municipal } from '../../src/cli/demo/questions.ts'
import { EXIT } from '../../src/cli/help.ts'
import { explainCommand } from '../../src/cli/policy/explain.ts'
import { replayCommand } from '../../src/cli/replay.ts'
import { canonicalText } from '../../src/domain/canonical.ts'
import { joinTrace } from '../../src/domain/trace.ts'
import { dutchDay } from '../../src/erasure/calendar.ts'
import type { adlRecord } from '../../src/log/adl.ts'
import { buildEntry, openParts } from '../../src/log/entry.ts'
import { inputOf, recordedInput } from '../../src/log/facts.ts'
import { DECIDED, partOf } from '../../src/log/parts.ts'
import { run } from '../cli/policy/run.ts'
import { broken, checked, exported, linesIn } from '../support/exports.ts'
import { forget, forgetDay, foundIn } from '../support/forgotten.ts'
import { type Garage, openGarage, permitted } from '../support/garage.ts'
import { openWorld, type World } from '../support/world.ts'
import { verified } from '../tamper/database.ts'

const SOURCE = 'VERG/vergunningen'
const DAY_MS = 86_400_000

let world: World
let garage: Garage
let now: number
let day: string
beforeEach(async () => {
  // Yesterday, so that the commands, which go by the clock of the machine, come after what was forgotten.
  now = Date.now() - DAY_MS
  world = await openWorld({ clock: () => new Date(now) })
  garage = await openGarage(world, 'B3')
  day = dutchDay(new Date(now))
})
afterEach(() => world.close())

const token = (person: Person) => world.token(person, {}, { expiresAt: Math.floor(now / 1000) + 3600 })
const opened = async () => {
  const { ports } = world.node
  const entries = await ports.ledger.range(0, 1_000)
  return Promise.all(entries.map(async (entry) => ({ entry, parts: await openParts(ports, entry) })))
}
const question = (source = SOURCE) => ({ ...municipal(garage.caseId, source, 'HITNOHIT'), grounds: GROUNDS })
const path = (id: string, more = '') => `/v1/decisions/${id}${more}?readingPurpose=P-AUDIT`
const replays = async () => {
  const asked = { readingPurpose: 'P-AUDIT', limit: 100, from: '2020-01-01T00:00:00Z', until: '2100-01-01T00:00:00Z' }
  const { body } = await world.call(await token(PEOPLE.officer), 'POST', '/v1/decisions/_replay', asked)
  return new Map((body.items as { id: string; result: string }[]).map(({ id, result }) => [id, result]))
}

/** A question that is answered under a key, one that is refused, and the pseudonym of who asked them. */
async function asked(): Promise<{ settled: string; refused: string; person: string }> {
  await permitted(garage.cast.officer.post(`/v1/cases/${garage.caseId}/attestations`, JUDGEMENTS.pc1(SOURCE)))
  const asker = await token(PEOPLE.asker)
  const answered = await world.call(asker, 'POST', '/v1/inquiries', question(), { 'idempotency-key': 'kwartel-1' })
  expect(answered.body.status).toBe('settled')
  await world.call(asker, 'POST', '/v1/inquiries', question(), { 'idempotency-key': 'kwartel-1' })
  const outside = await world.call(asker, 'POST', '/v1/inquiries', { ...question(), caseId: undefined })
  expect(outside.body.outcome).toBe('deny')
  // Whose it is that is owed is known as long as it is owed: it may not be waived by who brought it about.
  const { items } = (await garage.cast.officer.get('/v1/obligations?status=open')).body
  for (const { id } of items as { id: string }[])
    await permitted(garage.cast.officer.post(`/v1/obligations/${id}/discharges`, { how: 'DONE', grounds: 'x' }))
  await world.node.ports.catchUp()
  const settled = String(answered.body.decisionId)
  const found = (await opened()).find(({ entry }) => entry.id === settled)
  const person = partOf(found?.parts ?? {}, 'caller')?.person ?? ''
  expect(person).toMatch(/^.{16,}$/)
  return { settled, refused: String(outside.body.decisionId), person }
}

it('who asked stands once in an entry: with its parts it is the input of the norms to the byte', async () => {
  await asked()
  const types = new Set<string>()
  for (const { entry, parts } of await opened()) {
    const input = inputOf(parts)
    if (!DECIDED.some((type) => type === entry.type)) continue
    if (!input || input === 'erased') throw new Error(`no facts in ${entry.id}`)
    types.add(entry.type)
    expect(parts.facts).not.toHaveProperty('caller')
    expect(canonicalText(input)).toBe(canonicalText(recordedInput(parts)))
    expect({ ...input.caller, assurance: 'substantial' }).toEqual({
      ...(parts.caller as object),
      assurance: 'substantial',
    })
  }
  expect([...types].sort()).toEqual(['act', 'decision'])
})

it('is gone from every file and every part when only that goes, and replay says so instead of failing', async () => {
  const { settled, refused, person } = await asked()
  const { dataDir, keysDir } = world.options
  const folders = [dataDir, keysDir, world.options.anchorDir ?? '']
  const claim = PEOPLE.asker.person
  const before = await replays()
  expect([before.get(settled), before.get(refused), new Set(before.values())]).toEqual([
    'same',
    'same',
    new Set(['same']),
  ])
  // The search can fail: the pseudonym stands open beside the inquiry, and sealed in what was asked.
  expect(foundIn(folders, [person]).join()).toContain(person)
  const telling = async () => (await opened()).filter(({ parts }) => JSON.stringify(parts).includes(person))
  expect((await telling()).map(({ entry }) => entry.id)).toEqual(expect.arrayContaining([settled, refused]))

  now += DAY_MS
  await forgetDay(world, day, 'caller')
  expect(await telling()).toEqual([])
  expect(foundIn(folders, [person, claim])).toEqual([])

  const officer = await token(PEOPLE.officer)
  const after = await replays()
  expect([after.get(settled), after.get(refused)]).toEqual(['erased', 'erased'])
  for (const id of [settled, refused]) {
    expect((await world.call(officer, 'GET', path(id, '/replay'))).body.result).toBe('erased')
    const { body } = await world.call(officer, 'GET', path(id))
    const { 'adl.core.request': request, 'adl.core.information': information } = (
      body.record as { body: Record<string, Record<string, unknown>> }
    ).body
    expect([request?.subject, request?.action]).toEqual([{ type: 'user', id: 'erased' }, { name: 'inquiry.HITNOHIT' }])
    expect(information?.input).toMatchObject({ caller: 'erased', inquiry: { source: SOURCE } })
    expect(JSON.stringify(body)).not.toContain(person)
  }
  // What is taken out says the same, and holds for who has only the key of the log.
  await world.node.ports.integrate()
  const { text } = await exported(world, officer, {})
  const report = checked(text, world.node.ports.log.verifierKey)
  expect([broken(report), report.findings, text.includes(person)]).toEqual([[], [], false])
  expect(linesIn(text).length).toBeGreaterThan(10)
  await world.stop()
  expect(foundIn(folders, [person, claim])).toEqual([])
  expect(await verified(world.options, dataDir, ['--parts'])).toEqual({ code: 0, found: [] })

  const file = join(world.folder, 'officer.jwt')
  writeFileSync(file, await world.token(PEOPLE.officer))
  const { issuers, settings, origin } = world.options
  const env = {
    SLUIS_ISSUERS: JSON.stringify(issuers),
    SLUIS_SETTINGS: JSON.stringify(settings),
    SLUIS_ORIGIN: origin,
  }
  const places = ['--data-dir', dataDir, '--keys-dir', keysDir, '--token-file', file]
  const replayed = await run(replayCommand, [settled, ...places, '--json'], env)
  expect(JSON.parse(replayed.out)).toMatchObject({ ok: true, decisions: [{ id: settled, result: 'erased' }] })
  const explained = await run(explainCommand, [settled, ...places, '--trace'], env)
  expect([explained.code, explained.err]).toEqual([EXIT.refused, expect.stringContaining('wie vroeg is vernietigd')])
})

it('an entry from before is what it was: who asked is in its facts too, and it replays as long as these are there', async () => {
  const { refused } = await asked()
  const { ports } = world.node
  const found = (await opened()).find(({ entry }) => entry.id === refused)
  const [input, decision] = [inputOf(found?.parts ?? {}), partOf(found?.parts ?? {}, 'decision')]
  if (!found || !decision) throw new Error('no decision')
  const id = ports.newId()
  const { oin, at } = found.entry
  const older = await buildEntry(ports, {
    ...{ type: 'decision', id, oin, settles: null, at, policy: decision.policy },
    trace: joinTrace(undefined, ports.crypto.random),
    about: { caseId: null, keptBy: null },
    parts: { ...found.parts, facts: input, decision: { ...decision, id, inquiryId: id } },
  })
  expect((await ports.ledger.append({ entry: older, changes: [], guard: null })).appended).toBe(true)
  await ports.catchUp()
  const recorded = async () =>
    (await world.call(await token(PEOPLE.officer), 'GET', path(id))).body.record as ReturnType<typeof adlRecord>
  const before = await recorded()
  expect(before?.body['adl.core.information']).toEqual({ input })
  expect([(await replays()).get(id), (await replays()).get(refused)]).toEqual(['same', 'same'])

  now += DAY_MS
  await forgetDay(world, day, 'caller')
  expect([(await replays()).get(id), (await replays()).get(refused)]).toEqual(['same', 'erased'])
  expect((await recorded())?.body['adl.core.information']).toEqual({ input })
  await forgetDay(world, day, 'case')
  expect([(await replays()).get(id), (await replays()).get(refused)]).toEqual(['erased', 'erased'])
  await ports.integrate()
  await world.stop()
  expect(await verified(world.options, world.options.dataDir, ['--parts'])).toEqual({ code: 0, found: [] })
})

it('leaves a log that verifies when its case goes after that, and what a norm kept of it, and the day on which it was asked', async () => {
  const { caseId, cast } = garage
  await permitted(cast.officer.post(`/v1/cases/${caseId}/attestations`, JUDGEMENTS.pc1('BZ/personen')))
  const provided = await cast.asker.post('/v1/inquiries', question('BZ/personen'))
  const id = String(provided.body.decisionId)
  const left = async () => {
    const found = (await opened()).find(({ entry }) => entry.id === id)
    return Object.entries(found?.parts ?? {})
      .flatMap(([name, part]) => (part === 'erased' ? [] : [name]))
      .sort()
  }
  expect(await left()).toEqual(['caller', 'decision', 'facts', 'grounds', 'request', 'subject'])
  now += DAY_MS
  await forgetDay(world, day, 'caller')
  expect(await left()).toEqual(['decision', 'facts', 'grounds', 'request', 'subject'])
  await forget(world, caseId)
  expect(await left()).toEqual(['decision', 'request', 'subject'])
  await forgetDay(world, day, 'BRP-04')
  expect(await left()).toEqual([])
  await forgetDay(world, day, 'case')
  await world.node.ports.integrate()
  await world.stop()
  expect(await verified(world.options, world.options.dataDir, ['--parts'])).toEqual({ code: 0, found: [] })
})
