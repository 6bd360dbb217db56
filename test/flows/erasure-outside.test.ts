/** What was said of a case outside it goes with the case: judgements of the organisation about what the case holds. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openParts } from '../../src/log/entry.ts'
import { forget, foundIn } from '../support/forgotten.ts'
import { type Garage, openGarage, permitted } from '../support/garage.ts'
import { reportedPart, reportOf } from '../support/holdings.ts'
import { openWorld, type World } from '../support/world.ts'
import { verified } from '../tamper/database.ts'

const SOURCE = 'VERG/vergunningen'
/** Words that stand nowhere else. */
const WORDS = { grounds: 'kwartelvraag', judgement: 'kwarteloordeel', holding: 'kwartelstuk' }

let world: World
let garage: Garage
beforeEach(async () => {
  world = await openWorld()
  garage = await openGarage(world, 'B3')
})
afterEach(() => world.close())

it('takes along what was said outside it about what it held, given and taken back', async () => {
  const { caseId, cast } = garage
  const part = reportedPart({ receivedFor: ['P-BGP-AANPAK'] })
  const held = await permitted(cast.regisseur.post('/v1/holdings', reportOf({ caseId, parts: [part] })))
  const stop = { type: 'STOP_SOURCE', outcome: 'stopped', grounds: WORDS.judgement }
  const scope = { source: String(held.source) }
  const stopped = await permitted(cast.officer.post('/v1/attestations', { ...stop, scope }))
  const withdrawal = { grounds: WORDS.grounds }
  await permitted(cast.officer.post(`/v1/attestations/${stopped.attestationId}/withdrawals`, withdrawal))
  await permitted(cast.officer.post('/v1/attestations', { ...stop, scope }))
  const other = { ...stop, scope: { source: SOURCE }, grounds: 'andere bron' }
  await permitted(cast.officer.post('/v1/attestations', other))
  const refused = await cast.asker.post('/v1/attestations', { ...stop, scope, grounds: WORDS.holding })
  expect(refused.body.outcome).toBe('deny')
  const { ports } = world.node
  const about = async () => {
    const parts = await Promise.all((await ports.ledger.range(0, 1_000)).map((entry) => openParts(ports, entry)))
    const texts = [...parts, (await cast.officer.get('/v1/attestations')).body].map((one) => JSON.stringify(one))
    const found = [...Object.values(WORDS), scope.source].filter((word) => texts.some((text) => text.includes(word)))
    return [found, texts.at(-1)?.includes('andere bron')]
  }
  expect(await about()).toEqual([[...Object.values(WORDS), scope.source], true])
  await ports.catchUp()
  await forget(world, caseId)
  expect(await about()).toEqual([[], true])
  expect(foundIn([world.options.dataDir], [scope.source])).toEqual([])
  await ports.integrate()
  const { dataDir } = world.options
  expect(await verified(world.options, dataDir, ['--parts'])).toEqual({ code: 0, found: [] })
})
