/** A case goes by one short reference wherever it is shown; its full number stands on its own page. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { caseReference } from '../../src/cases/reference.ts'
import { PEOPLE } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS, municipal } from '../../src/cli/demo/questions.ts'
import type { Visit } from '../../src/console/page.ts'
import { caseTyped } from '../../src/console/parts/case.tsx'
import { consoleOf, signedIn } from '../support/console.ts'
import { type Garage, openGarage, permitted } from '../support/garage.ts'
import { openWorld, type World } from '../support/world.ts'

const WORDS = { necessity: 'a', proportionality: 'b', subsidiarity: 'c' }
let world: World
let garage: Garage
beforeAll(async () => {
  world = await openWorld()
  garage = await openGarage(world, 'B3')
})
afterAll(() => world.close())
const entered = (person: (typeof PEOPLE)[keyof typeof PEOPLE]) => signedIn(consoleOf(world, [person]), person)

it('in lists, selections, questions, judgements and decisions, and nowhere its full number but in the case', async () => {
  const { caseId } = garage
  const { body } = await garage.cast.asker.post('/v1/inquiries', municipal(caseId, 'VERG/vergunningen', 'HITNOHIT'))
  const at = `/v1/cases/${caseId}/attestations`
  const { attestationId } = await permitted(garage.cast.officer.post(at, JUDGEMENTS.pc1('TH/controles')))
  const [asker, officer] = [await entered(PEOPLE.asker), await entered(PEOPLE.officer)]
  const pages = [
    await asker.get('/console/cases'),
    await asker.submit(await asker.get('/console/ask'), '/console/ask', { ...WORDS, go: 'next' }),
    await asker.get(`/console/inquiries/${body.id}`),
    await officer.get('/console/judgements'),
    await officer.get(`/console/judgements/waiting/${body.id}/0`),
    await officer.get(`/console/judgements/standing/${attestationId}?caseId=${caseId}`),
    await officer.get(`/console/decisions/${body.decisionId}`),
  ]
  for (const { at: path, text, status } of pages) {
    expect([path, status, text.includes(caseReference(caseId)), text.includes(caseId)]).toEqual([
      path,
      200,
      true,
      false,
    ])
  }
  const own = await asker.get(`/console/cases/${caseId}`)
  expect([own.text.includes(caseId), /<h1[^>]*>([^<]*)/.exec(own.html)?.[1]]).toEqual([
    true,
    `Zaak ${caseReference(caseId)}`,
  ])
})

it('can be typed where a case is asked for; the address has its number', async () => {
  const reference = caseReference(garage.caseId)
  const officer = await entered(PEOPLE.officer)
  await permitted(garage.cast.officer.post(`/v1/cases/${garage.caseId}/attestations`, JUDGEMENTS.pc1('TH/controles')))
  const typed = async (path: string, caseId: string) => officer.submit(await officer.get(path), path, { caseId })
  const standing = await typed('/console/judgements/standing', reference.toLowerCase())
  expect(standing.text).toContain('Van de zaak')
  expect(standing.at).toContain(`caseId=${garage.caseId}`)
  const decisions = await typed('/console/decisions', reference)
  expect(decisions.at).toContain(`caseId=${garage.caseId}`)
  expect(decisions.text).toContain(`Nummer van de zaak: ${reference}`)
  expect(decisions.html).toContain('/console/decisions/')
  const unknown = await typed('/console/decisions', 'Z-20240101-000000')
  expect([unknown.at, unknown.text.includes('dit is geen kenmerk of nummer van een zaak')]).toEqual([
    '/console/decisions',
    true,
  ])
})

it('can be typed into the form of a judgement', async () => {
  const officer = await entered(PEOPLE.officer)
  const page = await officer.get('/console/judgements/new?type=PC1')
  const tests = Object.keys(JUDGEMENTS.pc1('').details).map((test) => [`details-${test}`, 'yes'])
  const filled = { ...Object.fromEntries(tests), 'scope-source': 'VERG/vergunningen', outcome: 'granted', grounds: 'x' }
  const given = { ...filled, caseId: caseReference(garage.caseId), act: 'preview' }
  const shown = await officer.submit(page, '/console/judgements/new', given)
  expect(shown.text).toContain('Dit zou het veranderen')
})

it('of two cases that share one names neither: a judgement comes into no case by chance', async () => {
  const typed = async (...ids: string[]) => {
    const api = { get: async () => ({ items: ids.map((id) => ({ id })), next: null }) }
    return caseTyped({ api } as unknown as Visit, 'Z-20261127-4F3A9C')
  }
  expect(await typed('a')).toBe('a')
  expect(await typed('a', 'b')).toBe('Z-20261127-4F3A9C')
  expect(await typed()).toBe('Z-20261127-4F3A9C')
})
