/** What a refusal says can be done instead: it helps who forgot the case, tells of none, and does not send people in a circle. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Reply } from '../../src/cli/demo/client.ts'
import { PEOPLE } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS, municipal, riec } from '../../src/cli/demo/questions.ts'
import { codes, type Garage, openGarage, permitted } from '../support/garage.ts'
import { openRiec } from '../support/riec.ts'
import { openWorld, type World } from '../support/world.ts'

const NOWHERE = '00000000-0000-7000-8000-000000000000'

let world: World
let garage: Garage
beforeAll(async () => {
  world = await openWorld()
  garage = await openGarage(world, 'B3')
})
afterAll(() => world.close())

const remediesOf = ({ body }: Reply) => codes(body.remedies, 'code')
/** What is told, without what is new in every answer. */
const told = ({ body }: Reply) => {
  const { outcome, fields, reasons, obligations, missing, remedies } = body
  return { outcome, fields, reasons, obligations, missing, remedies }
}
const without = ({ caseId: _, ...question }: Readonly<Record<string, unknown>>) => question

describe('a question outside its case', () => {
  it('of the municipal track is told to name the case, and whether there is one does not show', async () => {
    const { cast } = garage
    const theirs = await openGarage(world, 'B3')
    await permitted(
      world.call(await world.token(PEOPLE.regisseur), 'PATCH', `/v1/cases/${theirs.caseId}`, {
        members: [PEOPLE.regisseur.person],
        grounds: 'x',
      }),
    )
    const question = municipal(NOWHERE, 'VERG/vergunningen', 'HITNOHIT')
    const forgotten = await cast.asker.post('/v1/inquiries', without(question))
    const mistyped = await cast.asker.post('/v1/inquiries', question)
    const closed = await cast.asker.post('/v1/inquiries', { ...question, caseId: theirs.caseId })
    for (const reply of [forgotten, mistyped, closed]) {
      expect(reply.body.outcome).toBe('deny')
      expect(remediesOf(reply)).toContain('NAME_CASE')
    }
    expect(told(closed)).toEqual(told(mistyped))
  })

  it('of a RIEC is told so as well: alike without a case, in one that is not there and in one of others', async () => {
    const { cast } = garage
    const involved = { involved: ['BD', 'POL', 'COL'], source: 'BD/inkomen' }
    const caseId = await openRiec(cast, involved)
    const members = { members: [PEOPLE.riec.person], grounds: 'x' }
    await permitted(world.call(await world.token(PEOPLE.riec), 'PATCH', `/v1/cases/${caseId}`, members))
    const question = riec(NOWHERE, 'BD/inkomen', ['aanslag'])
    const forgotten = await cast.analyst.post('/v1/inquiries', without(question))
    const mistyped = await cast.analyst.post('/v1/inquiries', question)
    const closed = await cast.analyst.post('/v1/inquiries', { ...question, caseId })
    expect(remediesOf(forgotten)).toEqual(['JOIN_CASE', 'NAME_CASE', 'SIGNAL_TO_RIEC'])
    expect(told(mistyped)).toEqual(told(forgotten))
    expect(told(closed)).toEqual(told(forgotten))
  })
})

it('a privacy check that was refused is not asked for again: the words say to ask what it lacks', async () => {
  const { caseId, cast } = garage
  const refused = { ...JUDGEMENTS.pc1('VERG/vergunningen'), outcome: 'refused' }
  await permitted(cast.officer.post(`/v1/cases/${caseId}/attestations`, refused))
  const reply = await cast.asker.post('/v1/inquiries', municipal(caseId, 'VERG/vergunningen', 'HITNOHIT'))
  expect(reply.body.outcome).toBe('deny')
  expect(reply.body.remedies).toContainEqual({
    code: 'ASK_PRIVACY_CHECK',
    text: {
      nl: expect.stringContaining('is die geweigerd, vraag dan wat eraan ontbreekt'),
      en: expect.stringContaining('where it was refused, ask what it lacks'),
    },
    reference: expect.any(String),
  })
})
