/** A report of the police that a department holds for no case, asked and corrected: the setting of tests about corrections. */
import type { Api, Reply } from '../../src/cli/demo/client.ts'
import { BSN, type Person } from '../../src/cli/demo/people.ts'
import { GROUNDS, JUDGEMENTS, subjectOf } from '../../src/cli/demo/questions.ts'
import { permitted } from './garage.ts'
import { castOf, openWorld, type World } from './world.ts'

export const WRONG = 'synthetische waarneming op nummer twaalf'
export const RIGHT = 'synthetische waarneming op nummer veertien'
export const REASON = 'De melding ging over een ander adres.'
export const SUMMARY = 'rapport/korte_omschrijving'
export const PLACE = 'rapport/plaats'
export const KEEPER: Person = { person: 'demo-oov', organ: 'BGM', department: 'OOV', roles: ['R-OWN'] }
/** As whom the keeper receives. */
export const TOLD = { organ: 'BGM', department: 'OOV' }
const PREMISES = { type: 'OBJECT', identifier: { type: 'address', value: '1234AB 1' } }

export const REPORT = {
  kind: 'DOCUMENT',
  title: 'synthetische rapportage',
  subjects: [subjectOf(BSN.garagehouder), PREMISES],
  parts: [
    {
      name: 'rapport',
      category: 'C-POL8',
      origin: 'POL',
      contributors: ['POL'],
      originRegime: 'BILATERAL',
      receivedFor: ['P-13B'],
      verified: true,
      lawful: true,
      wpgArticle: '8',
      date: '2026-11-01',
      flags: ['CRIM'],
      fields: [
        { name: 'korte_omschrijving', value: WRONG },
        { name: 'plaats', value: 'Teststraat' },
      ],
    },
    {
      name: 'bijlage',
      category: 'C-POL8',
      origin: 'POL',
      receivedFor: ['P-13B'],
      verified: true,
      lawful: true,
      wpgArticle: '8',
      date: '2026-11-01',
      fields: [{ name: 'aantal', value: 2 }],
    },
  ],
  grounds: 'Ontvangen van de politie (synthetisch).',
}
export type Holder = {
  readonly world: World
  readonly cast: Awaited<ReturnType<typeof castOf>>
  readonly keeper: Api
  bring(who: Api, changes?: object): Promise<string>
  /** As the keeper, for the decision to close the premises. */
  ask(source: string, fields?: readonly string[]): Promise<Reply>
  correct(who: Api, source: string, change: object): Promise<Reply>
  /** Where it came from, as it is now. */
  seen(source: string): Promise<Reply['body']>
}

export async function openHolder(): Promise<Holder> {
  const world = await openWorld()
  const cast = await castOf(world)
  const keeper = await world.as(KEEPER)
  for (const judgement of [JUDGEMENTS.register('MONO', 'P-13B'), JUDGEMENTS.dpia('MONO', 'P-13B')]) {
    await permitted(cast.officer.post('/v1/attestations', judgement))
  }
  return {
    world,
    cast,
    keeper,
    bring: async (who, changes = {}) =>
      String((await permitted(who.post('/v1/holdings', { ...REPORT, ...changes }))).source),
    ask: (source, fields = [SUMMARY]) =>
      keeper.post('/v1/inquiries', {
        regime: 'MONO',
        purpose: 'P-13B',
        task: 'Opiumwet:13b',
        legalBasis: ['LB-6E'],
        source,
        subject: PREMISES,
        mode: 'DETAIL',
        level: 'OPS',
        fields,
        grounds: GROUNDS,
      }),
    correct: (who, source, change) =>
      who.post('/v1/corrections', { source, fields: [SUMMARY], grounds: REASON, ...change }),
    seen: async (source) => (await keeper.get(`/v1/holdings/${source.split('/')[1]}`)).body,
  }
}
