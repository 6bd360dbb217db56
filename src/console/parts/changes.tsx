/** What would have to be different, as a sentence: names in it, the codes small behind it for who writes rules. */
import { attestationTypeDocumentSchema } from '../../api/documents-judging.ts'
import type { WhyNotDocument } from '../../api/documents-why-not.ts'
import type { MODES, Relation } from '../../domain/codes.ts'
import type { Visit } from '../page.ts'
import { namesOf, tableOf } from '../words.ts'
import { modeWord, relationWord } from './codes.ts'
import { outcomeName } from './judged.tsx'
import { codesNamed } from './scope.ts'

type Change = Pick<WhyNotDocument['openings'][number]['changes'][number], 'kind' | 'to' | 'judgement'>
type Both = readonly [nl: string, en: string]

const FLAGS: Readonly<Record<string, Both>> = {
  authorised: ['de vrager geautoriseerd is', 'the asker is authorised'],
  screened: ['de vrager gescreend is', 'the asker is screened'],
  trained: ['de vrager is opgeleid', 'the asker is trained'],
}
const CLAIMS: Readonly<Record<string, Both>> = {
  objective: [
    'de melder zegt dat er duidelijke aanwijzingen uit eigen waarneming zijn',
    'the reporter says that there are clear indications from own observation',
  ],
  necessary: [
    'de melder zegt dat het nodig is om de gegevens samen te verwerken',
    'the reporter says that joint processing is needed',
  ],
  several: [
    'de melder zegt dat er meer deelnemers nodig zijn',
    'the reporter says that several participants are needed',
  ],
  region: ['de melder zegt dat het over deze regio gaat', 'the reporter says that it is about this region'],
  all: [
    'de melder alle vier zegt: eigen waarneming, noodzaak, meer deelnemers en deze regio',
    'the reporter says all four: own observation, necessity, several participants and this region',
  ],
}

type Say = (change: Change) => string

/** Names for every code that a change can hold, asked once. */
export async function changeWords(v: Visit): Promise<Say> {
  const { t } = v
  const [role, state, crime, purpose, task, basis, organ, department, named, types] = await Promise.all([
    namesOf(v, 'roles'),
    namesOf(v, 'case-states'),
    namesOf(v, 'crime-forms'),
    namesOf(v, 'purposes'),
    namesOf(v, 'tasks'),
    namesOf(v, 'legal-bases'),
    namesOf(v, 'organs'),
    namesOf(v, 'departments'),
    codesNamed(v),
    tableOf(v, 'attestation-types', attestationTypeDocumentSchema),
  ])
  const recipient = (to: string) => {
    const [at = '', within] = to.split('/')
    return within ? `${department(within)} (${organ(at)})` : organ(at)
  }
  const judged = (judgement: NonNullable<Change['judgement']>) => {
    const { scope, aboutSomebody } = judgement
    const about = named(scope)
    if (aboutSomebody) about.push(t('deze betrokkene', 'this person'))
    const type = types.find(({ code }) => code === judgement.type)
    const outcome = outcomeName(v, type, judgement.outcome)
    const title = type ? t(type.nl, type.en) : judgement.type
    const over = about.length > 0 ? `, ${t('over', 'about')} ${about.join(t(' en ', ' and '))}` : ''
    return `“${title}” ${t('met uitkomst', 'with outcome')} “${outcome}”${over}`
  }
  const said: Readonly<Record<string, Say>> = {
    flag: ({ to }) => t(...(FLAGS[to] ?? [to, to])),
    claim: ({ to }) => t(...(CLAIMS[to] ?? [to, to])),
    role: ({ to }) => t(`de vrager ook de rol “${role(to)}” heeft`, `the asker also has the role “${role(to)}”`),
    state: ({ to }) => t(`de zaak in de stap “${state(to)}” is`, `the case is in the state “${state(to)}”`),
    assessment: () => t('het signaal niet negatief is beoordeeld', 'the assessment of the signal is not negative'),
    crimeForm: ({ to }) => t(`het signaal gaat over “${crime(to)}”`, `the signal is about “${crime(to)}”`),
    mode: ({ to }) => {
      const words = modeWord(v, to as (typeof MODES)[number])
      return t(`de vraag is: ${words}`, `the question is: ${words}`)
    },
    purpose: ({ to }) => t(`het doel “${purpose(to)}” is`, `the purpose is “${purpose(to)}”`),
    task: ({ to }) => t(`de wettelijke taak “${task(to)}” is`, `the statutory task is “${task(to)}”`),
    basis: ({ to }) =>
      t(`ook deze grondslag is genoemd: “${basis(to)}”`, `this legal basis is claimed as well: “${basis(to)}”`),
    relation: ({ to }) => {
      const words = relationWord(v, to as Relation)
      return t(`de betrokkene is: ${words}`, `the person is: ${words}`)
    },
    hit: ({ to }) =>
      to === 'true'
        ? t('eerder bleek dat de bron de betrokkene kent', 'it turned out before that the source knows the person')
        : t(
            'eerder bleek dat de bron de betrokkene niet kent',
            'it turned out before that the source does not know the person',
          ),
    recipient: ({ to }) => t(`de ontvanger ${recipient(to)} is`, `the recipient is ${recipient(to)}`),
    withdrawal: ({ to, judgement }) => {
      const words = judgement ? judged(judgement) : to
      return t(`dit oordeel is ingetrokken: ${words}`, `this judgement is withdrawn: ${words}`)
    },
    judgement: ({ to, judgement }) => {
      if (!judgement) return to
      const by = role(judgement.role)
      return t(
        `iemand met de rol ${by} dit oordeel geeft: ${judged(judgement)}`,
        `somebody with the role ${by} gives this judgement: ${judged(judgement)}`,
      )
    },
  }
  return (change) => said[change.kind]?.(change) ?? change.to
}

type Props = { readonly v: Visit; readonly say: Say; readonly changes: readonly Change[] }

/** `Als … en als …`, and the codes. */
export function Changes({ v, say, changes }: Props) {
  const { t } = v
  const words = changes.map((change) => `${t('als', 'if')} ${say(change)}`).join(t(', en ', ', and '))
  return (
    <>
      {`${words.charAt(0).toUpperCase()}${words.slice(1)}. `}
      <span class="sluis-small">({changes.map(codesOf).join('; ')})</span>
    </>
  )
}

function codesOf({ to, judgement }: Change): string {
  if (!judgement) return to
  const { type, outcome, role, scope } = judgement
  return [`${type}:${outcome}`, role, ...Object.values(scope).filter((code) => code !== null)].join(', ')
}
