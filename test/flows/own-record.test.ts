/** Nobody's own record opens their own question: no register entry, assessment, agreement or decision that they recorded. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Api } from '../../src/cli/demo/client.ts'
import { GROUNDS, JUDGEMENTS } from '../../src/cli/demo/questions.ts'
import { accounted, permitted, reasons } from '../support/garage.ts'
import { openRegion, type Region } from '../support/region.ts'

let region: Region
/** One person, one token: supervises, and is privacy officer as well. */
let alone: Api
let officer: Api
beforeAll(async () => {
  region = await openRegion()
  const both = { organ: 'BGM', department: 'TH', roles: ['R-PRIV'] }
  alone = await region.world.as({ person: 'test-alleen', ...both })
  officer = await region.world.as({ person: 'test-ander', ...both })
})
afterAll(() => region.close())

const place = { type: 'OBJECT', identifier: { type: 'address', value: '1234AB 1' } }
const question = (basis: string) => ({
  regime: 'BILATERAL',
  purpose: 'P-TOEZ',
  task: 'Alcoholwet:41',
  legalBasis: ['LB-6E', basis],
  source: 'POL/registraties',
  subject: place,
  mode: 'DETAIL',
  level: 'OPS',
  fields: ['datum', 'plaats', 'incidentcode', 'wpg_artikel'],
  grounds: GROUNDS,
})
const agreement = {
  type: 'DOC_AGREEMENT',
  outcome: 'recorded',
  scope: { organ: 'POL', purpose: 'P-TOEZ' },
  details: { designated: true, reference: 'afspraak-1', statute: 'Alcoholwet:41' },
  grounds: 'x',
}
const ask = (basis = 'LB-WPG18') => alone.post('/v1/inquiries', question(basis))
const record = (who: Api, judgement: object) => permitted(who.post('/v1/attestations', judgement))

describe('who records what their own question needs', () => {
  it('opens no police data with it', async () => {
    await accounted(alone, 'BILATERAL', 'P-TOEZ')
    await record(alone, agreement)
    const reply = await ask()
    expect([reply.body.outcome, reply.body.disclosure]).toEqual(['deny', undefined])
    expect(reasons(reply)).toEqual(expect.arrayContaining(['AVG-06', 'WPG-02']))
  })
  it('nor with a decision about another partnership', async () => {
    const tests = { interest: true, partnership: true, goal: true, data: true, conditions: true, recipients: true }
    const scope = { department: 'TH', organ: 'POL', purpose: 'P-TOEZ' }
    const details = { reference: 'besluit-1', ...tests }
    await record(alone, { type: 'DOC_DECISION', outcome: 'recorded', scope, details, grounds: 'x' })
    expect((await ask('LB-WPG20-1')).body.outcome).toBe('deny')
  })
  it('is helped by what somebody else records, and only once all of it is', async () => {
    for (const judgement of [JUDGEMENTS.register('BILATERAL', 'P-TOEZ'), JUDGEMENTS.dpia('BILATERAL', 'P-TOEZ')]) {
      await record(officer, judgement)
      expect((await ask()).body.outcome).toBe('deny')
    }
    await record(officer, agreement)
    expect((await ask()).body.outcome).toBe('permit')
  })
})
