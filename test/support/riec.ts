/** A RIEC case with a question at the Belastingdienst: two organisations that ask one supplier about the same person. */
import type { Reply } from '../../src/cli/demo/client.ts'
import { BSN } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS, riec, subjectOf } from '../../src/cli/demo/questions.ts'
import { permitted } from './garage.ts'
import { castOf, type World } from './world.ts'

export type Asked = { readonly caseId: string; readonly inquiry: Reply['body'] }

/** Opens a RIEC case about the garage owner, asks the Belastingdienst, and comes back with what was made. */
export async function askInRiec(world: World, oin: string): Promise<Asked> {
  const cast = await castOf(world, { oin })
  for (const judgement of [JUDGEMENTS.register('WGS', 'P-RIEC-F'), JUDGEMENTS.dpia('WGS', 'P-RIEC-F')]) {
    await permitted(cast.officer.post('/v1/attestations', judgement))
  }
  const activity = { regime: 'WGS', purposes: ['P-RIEC-F'], activity: 'CASUS', crimeForm: 'DRUGS' }
  const opening = { ...activity, involved: ['COL', 'BD'], grounds: 'x' }
  const caseId = String((await permitted(cast.riec.post('/v1/cases', opening))).caseId)
  const at = `/v1/cases/${caseId}`
  const owner = { subject: subjectOf(BSN.garagehouder), relation: 'SIGNAL', grounds: 'x' }
  await permitted(cast.riec.post(`${at}/subjects`, owner))
  for (const to of ['R1', 'R2', 'R3']) await permitted(cast.riec.post(`${at}/transitions`, { to, grounds: 'x' }))
  await permitted(cast.riec.post(`${at}/attestations`, JUDGEMENTS.assessment))
  await permitted(cast.officer.post(`${at}/attestations`, JUDGEMENTS.necessity('BD/inkomen')))
  const inquiry = await permitted(cast.analyst.post('/v1/inquiries', riec(caseId, 'BD/inkomen', ['aanslag'])))
  return { caseId, inquiry }
}
