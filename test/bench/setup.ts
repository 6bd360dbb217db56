/** What the callers ask: permitted questions about tax data, by many people, in many cases, about many subjects. */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { z } from 'zod'
import type { Api } from '../../src/cli/demo/client.ts'
import { PEOPLE } from '../../src/cli/demo/people.ts'
import { GROUNDS, JUDGEMENTS, municipal, subjectOf } from '../../src/cli/demo/questions.ts'
import type { World } from '../support/world.ts'

export const askSchema = z.object({ token: z.string(), body: z.string() })
export type Ask = z.infer<typeof askSchema>
export type Size = { readonly cases: number; readonly subjectsPerCase: number; readonly people: number }

const SOURCE = 'BEL/heffingen'
const FIELDS = ['aanslag_ozb', 'kwijtschelding', 'iban']

/** Brings every case through the law, over the API, to where tax data may be asked. */
export async function prepare(world: World, size: Size): Promise<readonly Ask[]> {
  const subjects = testNumbers(size.cases * size.subjectsPerCase)
  fillSource(join(world.folder, 'sources', 'gemeente.sqlite'), subjects)
  const officer = await world.as(PEOPLE.officer)
  await done(officer, '/v1/attestations', JUDGEMENTS.register('BGP', 'P-BGP-AANPAK'))
  await done(officer, '/v1/attestations', JUDGEMENTS.dpia('BGP', 'P-BGP-AANPAK'))
  await done(officer, '/v1/attestations', JUDGEMENTS.college67)
  const opened = Array.from({ length: size.cases }, async (_, i) => {
    const own = subjects.slice(i * size.subjectsPerCase, (i + 1) * size.subjectsPerCase)
    const caseId = await openCase(world, i, own)
    return own.map((bsn) => JSON.stringify(municipal(caseId, SOURCE, 'DETAIL', FIELDS, bsn)))
  })
  const bodies = (await Promise.all(opened)).flat()
  const tokens = await Promise.all(
    Array.from({ length: size.people }, (_, i) => world.token({ ...PEOPLE.asker, person: `asker-${i}` })),
  )
  // Neighbours differ in everything. Steps through the bodies, and one further through the people after each pass.
  return Array.from({ length: bodies.length * 4 }, (_, i) => {
    const body = bodies[(i * size.subjectsPerCase + Math.floor(i / size.cases)) % bodies.length]
    const token = tokens[(i + Math.floor(i / bodies.length)) % tokens.length]
    if (body === undefined || token === undefined) throw new Error('a load needs people and cases')
    return { token, body }
  })
}

/** The rate limit is per person, so each case has its own people. */
async function openCase(world: World, number: number, subjects: readonly string[]): Promise<string> {
  const as = (who: keyof typeof PEOPLE) => world.as({ ...PEOPLE[who], person: `${PEOPLE[who].person}-${number}` })
  const [regisseur, team, mover, officer] = await Promise.all([as('regisseur'), as('team'), as('asker'), as('officer')])
  const grounds = GROUNDS.necessity
  const opening = { regime: 'BGP', purposes: ['P-BGP-AANPAK'], region: 'Midden-Nederland', grounds }
  const caseId = z.uuid().parse((await done(regisseur, '/v1/cases', opening)).caseId)
  const at = `/v1/cases/${caseId}`
  for (const bsn of subjects) {
    await done(regisseur, `${at}/subjects`, { subject: subjectOf(bsn), relation: 'SIGNAL', grounds })
  }
  const judge = (api: Api, judgement: unknown) => done(api, `${at}/attestations`, judgement)
  const move = (to: string) => done(mover, `${at}/transitions`, { to, grounds })
  for (const judgement of [JUDGEMENTS.w1, JUDGEMENTS.w2a, JUDGEMENTS.w2b]) await judge(regisseur, judgement)
  await move('B2')
  await judge(team, JUDGEMENTS.w3)
  await move('B3')
  await judge(team, JUDGEMENTS.w4)
  await move('B4')
  await judge(officer, JUDGEMENTS.pc2a('ONDM', 'C-BEL-G'))
  return caseId
}

async function done(api: Api, path: string, body: unknown) {
  const reply = await api.post(path, body)
  if (reply.body.outcome !== 'permit') throw new Error(`${path} answered ${JSON.stringify(reply.body)}`)
  return reply.body
}

/** The answer that every measured question must get: a permit, and the one record that the source has. */
export const answerSchema = z.object({
  outcome: z.literal('permit'),
  status: z.literal('settled'),
  disclosure: z.object({ records: z.array(z.unknown()).length(1) }),
})

function fillSource(file: string, subjects: readonly string[]): void {
  const database = new Database(file)
  const insert = database.prepare('INSERT INTO heffing VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
  database.transaction(() => {
    for (const bsn of subjects) {
      insert.run(bsn, '2026-02-28', 1250.5, 0, 310, 1, 0, 0, 'NL00TEST0123456789', '90000000')
    }
  })()
  database.close()
}

/** Numbers of the range for tests that pass the eleven-test. */
function testNumbers(count: number): string[] {
  const numbers: string[] = []
  for (let n = 999_990_100; numbers.length < count; n += 1) {
    const digits = [...String(n)].map(Number)
    const sum = digits.reduce((total, digit, i) => total + digit * (i === 8 ? -1 : 9 - i), 0)
    if (sum % 11 === 0) numbers.push(String(n))
  }
  return numbers
}
