/**
 * A working month in an hour: cases in every phase and some five hundred questions about them, all through the API, so that the
 * console opens on a log that looks like one. Nothing is made up beside the API, and nothing is random.
 */
import type { Api, Reply } from './client.ts'
import { BSN, type Person } from './people.ts'
import { GROUNDS, JUDGEMENTS, municipal, subjectOf } from './questions.ts'
import type { Cast } from './story.ts'

/** Who asks: case leads of the undermining crime team, and departments beside it. */
export const ASKERS = {
  lead: { person: 'demo-casusregisseur-2', organ: 'BGM', department: 'ONDM', roles: ['R-CAS'] },
  second: { person: 'demo-casusregisseur-3', organ: 'BGM', department: 'ONDM', roles: ['R-CAS'] },
  permits: { person: 'demo-vergunningverlener', organ: 'BGM', department: 'VERG', roles: [] },
  enforcement: { person: 'demo-handhaver', organ: 'COL', department: 'TH', roles: [] },
  order: { person: 'demo-adviseur-oov', organ: 'BGM', department: 'OOV', roles: ['R-COORD'] },
  taxes: { person: 'demo-invorderaar', organ: 'HEF', department: 'BEL', roles: [] },
  care: { person: 'demo-wmo-consulent', organ: 'COL', department: 'WMO', roles: [] },
} as const satisfies Record<string, Person>
export type Askers = Readonly<Record<keyof typeof ASKERS, Api>>

const PHASES = ['B1', 'B2', 'B3', 'B3', 'B3', 'B4', 'B4', 'B4'] as const
const PEOPLE_ASKED = Object.values(BSN)
/** Questions that are on their way at once: the console opens soon, and nobody runs into the limit of a caller. */
const AT_ONCE = 8
const QUESTIONS = 520

type Body = Readonly<Record<string, unknown>>
type Question = { readonly by: Api; readonly body: Body }

/** How many were asked. Throws when the server fails on one, or has too little time for too long; a refusal is an answer. */
export async function fill(cast: Cast, askers: Askers, most = QUESTIONS): Promise<number> {
  for (const purpose of ['P-OO', 'P-VERG', 'P-BEL', 'P-WMO']) {
    await cast.officer.post('/v1/attestations', JUDGEMENTS.register('MONO', purpose))
    await cast.officer.post('/v1/attestations', JUDGEMENTS.dpia('MONO', purpose))
  }
  const cases = await Promise.all(PHASES.map((phase, i) => openCase(cast, phase, i)))
  const questions = [...shapes(cast, askers, cases)]
  const asked = Array.from({ length: most }, (_, i) => questions[i % questions.length])
  const next = asked.values()
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const question of next) {
        if (!question) continue
        const { status } = await question.by.post('/v1/inquiries', question.body)
        if (status >= 400) throw new Error(`a question of the demo got ${status}`)
      }
    }),
  )
  return asked.length
}

async function openCase(cast: Cast, phase: (typeof PHASES)[number], i: number): Promise<string> {
  const permitted = async (work: Promise<Reply>): Promise<Reply['body']> => {
    const { body } = await work
    if (body.outcome !== 'permit') throw new Error(`the demo expected a permit, not ${String(body.outcome)}`)
    return body
  }
  const grounds = `Verzonnen signaal ${i + 1}.`
  const opening = { regime: 'BGP', purposes: ['P-BGP-AANPAK'], region: 'Midden-Nederland', grounds }
  const caseId = String((await permitted(cast.regisseur.post('/v1/cases', opening))).caseId)
  const at = `/v1/cases/${caseId}`
  for (const bsn of PEOPLE_ASKED) {
    await permitted(cast.regisseur.post(`${at}/subjects`, { subject: subjectOf(bsn), relation: 'SIGNAL', grounds }))
  }
  const attest = (by: Api, judgement: unknown) => permitted(by.post(`${at}/attestations`, judgement))
  const move = (to: string) => permitted(cast.asker.post(`${at}/transitions`, { to, grounds }))
  for (const judgement of [JUDGEMENTS.w1, JUDGEMENTS.w2a, JUDGEMENTS.w2b]) await attest(cast.regisseur, judgement)
  if (phase === 'B1') return caseId
  await move('B2')
  if (phase === 'B2') return caseId
  await attest(cast.team, JUDGEMENTS.w3)
  await move('B3')
  // Not of every source: what waits for a privacy check shows among what waits.
  for (const source of ['VERG/vergunningen', 'BZ/personen', 'TH/controles'].slice(0, (i % 3) + 1)) {
    await attest(cast.officer, JUDGEMENTS.pc1(source))
  }
  if (phase === 'B3') return caseId
  await attest(cast.team, JUDGEMENTS.w4)
  await move('B4')
  if (i % 2 === 0) await attest(cast.officer, JUDGEMENTS.pc2a('ONDM', 'C-BEL-G'))
  return caseId
}

function* shapes(cast: Cast, askers: Askers, cases: readonly string[]): Generator<Question> {
  for (const [i, caseId] of cases.entries()) {
    const lead = i % 2 === 0 ? askers.lead : askers.second
    for (const bsn of PEOPLE_ASKED) {
      for (const source of ['VERG/vergunningen', 'TH/controles', 'BZ/personen', 'WMO/voorzieningen']) {
        yield { by: lead, body: municipal(caseId, source, 'HITNOHIT', [], bsn) }
      }
      yield { by: lead, body: municipal(caseId, 'VERG/vergunningen', 'DETAIL', ['zaaknr', 'besluit'], bsn) }
      yield { by: lead, body: municipal(caseId, 'BEL/heffingen', 'DETAIL', ['aanslag_ozb', 'iban'], bsn) }
      yield { by: cast.team, body: municipal(caseId, 'BZ/personen', 'DETAIL', ['geboortedatum', 'adres'], bsn) }
      yield { by: askers.permits, body: municipal(caseId, 'BEL/heffingen', 'DETAIL', ['openstaand'], bsn) }
      yield { by: askers.enforcement, body: municipal(caseId, 'TH/controles', 'DETAIL', ['bevinding'], bsn) }
    }
  }
  for (const bsn of PEOPLE_ASKED) {
    yield { by: askers.order, body: alone('P-OO', 'Gemeentewet:172', 'BZ/personen', ['adres'], bsn) }
    yield {
      by: askers.permits,
      body: alone('P-VERG', 'APV:vergunning', 'VERG/vergunningen', ['soort', 'besluit'], bsn),
    }
    yield { by: askers.taxes, body: alone('P-BEL', 'Gemeentewet:216', 'BEL/heffingen', ['openstaand'], bsn) }
    yield { by: askers.care, body: alone('P-WMO', 'Wmo:2.1.1', 'WMO/voorzieningen', ['voorziening'], bsn) }
    yield { by: askers.care, body: alone('P-WMO', 'Wmo:2.1.1', 'BEL/heffingen', ['openstaand'], bsn) }
  }
}

/** A question of one department for its own task, outside any case. */
function alone(purpose: string, task: string, source: string, fields: readonly string[], bsn: string): Body {
  const why = { regime: 'MONO', purpose, task, legalBasis: ['LB-6E'] }
  return { ...why, source, subject: subjectOf(bsn), mode: 'DETAIL', level: 'OPS', fields, grounds: GROUNDS }
}
