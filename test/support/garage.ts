/** A municipal case brought to a state, with the judgements it needs: the setting of most flow tests. */
import type { Api, Reply } from '../../src/cli/demo/client.ts'
import { BSN } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS, municipal, subjectOf } from '../../src/cli/demo/questions.ts'
import { castOf, type World } from './world.ts'

const GROUNDS = 'synthetisch'
const STATES = ['B1', 'B2', 'B3', 'B4'] as const

export type Garage = { readonly caseId: string; readonly cast: Awaited<ReturnType<typeof castOf>> }

export async function permitted(work: Promise<Reply>): Promise<Reply['body']> {
  const reply = await work
  if (reply.body.outcome !== 'permit') throw new Error(`expected a permit: ${JSON.stringify(reply.body)}`)
  return reply.body
}

/** Register entry and DPIA stand in nobody's way. */
export async function accounted(officer: Api, regime: string, purpose: string): Promise<void> {
  for (const judgement of [JUDGEMENTS.register(regime, purpose), JUDGEMENTS.dpia(regime, purpose)]) {
    await permitted(officer.post('/v1/attestations', judgement))
  }
}

/** Nor does that what a source collected is asked for this purpose. */
export async function compatible(officer: Api, source: string, purpose: string): Promise<void> {
  const details = { link: true, context: true, nature: true, consequences: true, safeguards: true }
  const judgement = { type: 'COMPATIBILITY', outcome: 'compatible', scope: { source, purpose }, details, grounds: 'x' }
  await permitted(officer.post('/v1/attestations', judgement))
}

/** Everything that is lawful up to the state; what a test is about, it changes itself. */
export async function openGarage(
  world: Pick<World, 'as'>,
  state: (typeof STATES)[number],
  oin?: string,
): Promise<Garage> {
  const cast = await castOf(world, oin === undefined ? {} : { oin })
  await accounted(cast.officer, 'BGP', 'P-BGP-AANPAK')
  const opening = { regime: 'BGP', purposes: ['P-BGP-AANPAK'], grounds: GROUNDS }
  const caseId = String((await permitted(cast.regisseur.post('/v1/cases', opening))).caseId)
  const at = `/v1/cases/${caseId}`
  for (const bsn of [BSN.garagehouder, BSN.pgbHouder]) {
    await permitted(
      cast.regisseur.post(`${at}/subjects`, { subject: subjectOf(bsn), relation: 'SIGNAL', grounds: GROUNDS }),
    )
  }
  const attest = (api: Api, judgement: unknown) => permitted(api.post(`${at}/attestations`, judgement))
  for (const judgement of [JUDGEMENTS.w1, JUDGEMENTS.w2a, JUDGEMENTS.w2b]) await attest(cast.regisseur, judgement)
  for (const to of STATES.slice(1, STATES.indexOf(state) + 1)) {
    if (to === 'B3') await attest(cast.team, JUDGEMENTS.w3)
    if (to === 'B4') await attest(cast.team, JUDGEMENTS.w4)
    await permitted(cast.asker.post(`${at}/transitions`, { to, grounds: GROUNDS }))
  }
  return { caseId, cast }
}

/** A question that waits for a judgement, by its id: whether the source knows the owner of the garage. */
export async function waitingFor({ caseId, cast }: Garage, source: string, asker: Api = cast.asker): Promise<string> {
  const { body } = await asker.post('/v1/inquiries', municipal(caseId, source, 'HITNOHIT'))
  if (body.status !== 'waiting') throw new Error(`expected it to wait: ${JSON.stringify(body)}`)
  return String(body.id)
}

/** What a judgement about the case would change. */
export function lookedAt({ caseId, cast }: Garage, judgement: unknown, judge: Api = cast.officer): Promise<Reply> {
  return judge.post(`/v1/cases/${caseId}/attestations/_preview`, judgement)
}

export type Field = {
  readonly name: string
  readonly treatment: string
  readonly waiting: boolean
  readonly norms: readonly string[]
}

/** undefined: nothing was. */
export const disclosed = ({ body }: Reply) => (body.disclosure as { records: unknown[] } | undefined)?.records

/** Deciding norms per field, for comparison as sets. */
export function decidingNorms(body: Reply['body']): Record<string, string[]> {
  return Object.fromEntries((body.fields as Field[]).map(({ name, norms }) => [name, [...norms].sort()]))
}

/** Norms by which an act was refused, made to wait or permitted; sorted. */
export const reasons = ({ body }: Reply) => codes(body.reasons, 'norm')
export const codes = (entries: unknown, key: string) =>
  (entries as Record<string, string>[]).map((one) => one[key]).sort()
