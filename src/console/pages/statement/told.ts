/**
 * A statement in chapters. What the person gets says nothing of what is held back, and reads alike whether something is; the
 * officer alone is told that, with its ground and the day of review. Pure.
 */
import type { StatedDisclosure, StatementDocument } from '../../../api/documents-statement.ts'
import type { Visit } from '../../page.ts'
import { type Block, type Chapter, type Told, textBlock } from '../../told.ts'
import { type Bilingual, dayOf, momentOf, numberOf, said } from '../../words.ts'
import { countOf, groupsOf, type Numbered, numbered } from './grouped.ts'

export function toldStatement(v: Visit, statement: StatementDocument): Told {
  const { t } = v
  const { name, oin } = v.me.organisation
  const officer = statement.for === 'officer'
  return {
    title: t('Overzicht van verstrekte gegevens', 'Statement of disclosed data'),
    lead: officer
      ? t(
          'Alleen voor de functionaris: niet aan de betrokkene geven. Hierin staat welke gegevens zijn verstrekt, aan wie, waarvoor en op welke grond, en wat de betrokkene niet wordt verteld.',
          'For the officer alone: not to be given to the person. It says which data were disclosed, to whom, for what and on which ground, and what the person is not told.',
        )
      : t(
          'Voor de betrokkene. Hierin staat welke gegevens zijn verstrekt, aan wie, waarvoor en op welke grond. Achteraan staat wat u kunt doen als u het er niet mee eens bent.',
          'For the person. It says which data were disclosed, to whom, for what and on which ground. At the end it says what you can do if you do not agree.',
        ),
    facts: [
      [t('Organisatie', 'Organisation'), name ?? oin],
      [t('Periode', 'Period'), periodWord(v, statement)],
      [t('Gemaakt op', 'Made at'), momentOf(v, statement.madeAt)],
    ],
    chapters: [
      ...(officer ? [heldBack(v, statement)] : []),
      given(v, statement),
      notes(v, statement),
      rests(v, statement),
      disagreed(v, statement),
    ],
  }
}

function periodWord(v: Visit, { from, until }: StatementDocument): string {
  const { t } = v
  if (from === null && until === null) return t('de hele bewaartermijn', 'the whole term of retention')
  const since = from === null ? '' : `${t('vanaf', 'from')} ${dayOf(v, from)}`
  // The end is not counted: the moment before it is of the last day.
  const last =
    until === null ? '' : `${t('tot en met', 'up to and including')} ${dayOf(v, new Date(Date.parse(until) - 1))}`
  return [since, last].filter((part) => part !== '').join(' ')
}

function heldBack(v: Visit, statement: Extract<StatementDocument, { for: 'officer' }>): Chapter {
  const { t } = v
  return {
    title: t('Achtergehouden', 'Held back'),
    blocks: [
      {
        kind: 'table',
        caption: t('Wat de betrokkene niet wordt verteld', 'What the person is not told'),
        head: [
          t('Grond (UAVG 41)', 'Ground (UAVG 41)'),
          t('Doel', 'Purpose'),
          t('Sinds', 'Since'),
          t('Opnieuw bekijken uiterlijk', 'To be reviewed by'),
          t('Verstrekkingen', 'Disclosures'),
        ],
        rows: statement.heldBack.map((one) => [
          one.ground,
          one.purpose ? named(v, one.purpose) : t('elk doel', 'every purpose'),
          dayOf(v, one.since),
          one.review === '' ? '–' : dayOf(v, one.review),
          numberOf(v, one.disclosures),
        ]),
        numbers: [4],
        empty: t('Er wordt niets achtergehouden.', 'Nothing is held back.'),
      },
      ...(statement.forgotten === 0
        ? []
        : [
            textBlock(
              `${t('Beslissingen waarvan de inhoud al is gewist', 'Decisions whose content was erased already')}: ${numberOf(v, statement.forgotten)}.`,
            ),
          ]),
    ],
  }
}

function given(v: Visit, { disclosures }: StatementDocument): Chapter {
  const { t } = v
  const count = disclosures.length
  const all = numbered(disclosures)
  return {
    title: t('Wat is verstrekt', 'What was disclosed'),
    blocks: [
      textBlock(
        count === 0
          ? t('Er staat geen verstrekking in dit overzicht.', 'There is no disclosure in this statement.')
          : t(
              `Er ${count === 1 ? 'staat' : 'staan'} ${numberOf(v, count)} ${count === 1 ? 'verstrekking' : 'verstrekkingen'} in dit overzicht, de nieuwste eerst.`,
              `There ${count === 1 ? 'is' : 'are'} ${numberOf(v, count)} ${count === 1 ? 'disclosure' : 'disclosures'} in this statement, the newest first.`,
            ),
      ),
    ],
    parts:
      count === 0
        ? []
        : [
            {
              title: t('Alles op een rij', 'All in a row'),
              folded: countOf(v, count),
              blocks: [overview(v, all)],
            },
            ...groupsOf(v, all, {
              titleOf: (one) => {
                const to = `${t('Aan', 'To')} ${recipientOf(v, one)}`
                return one.purpose ? `${to}: ${named(v, one.purpose)}` : to
              },
              chapterOf: (each) => disclosed(v, each),
            }),
          ],
  }
}

function overview(v: Visit, all: readonly Numbered[]): Block {
  const { t } = v
  return {
    kind: 'table',
    caption: t('Alle verstrekkingen', 'All disclosures'),
    head: [t('Nr.', 'No.'), t('Wanneer', 'When'), t('Aan wie', 'To whom'), t('Uit welke bron', 'From which source')],
    rows: all.map(({ number, one }) => [
      numberOf(v, number),
      dayOf(v, one.at),
      recipientOf(v, one),
      named(v, one.source),
    ]),
    numbers: [0],
    empty: '',
  }
}

function recipientOf(v: Visit, { recipient: { organ, department } }: StatedDisclosure): string {
  return department ? `${named(v, organ)}, ${named(v, department)}` : named(v, organ)
}

function disclosed(v: Visit, { number, one }: Numbered): Chapter {
  const { t } = v
  const { purpose, task, legalBasis, fields, hit, records, holder } = one
  const pairs: (readonly [string, string])[] = [
    [t('Wanneer', 'When'), momentOf(v, one.at)],
    [t('Aan wie', 'To whom'), recipientOf(v, one)],
    [t('Uit welke bron', 'From which source'), `${named(v, one.source)}${holder ? ` (OIN ${holder})` : ''}`],
    ...(purpose ? [[t('Waarvoor', 'For what'), named(v, purpose)] as const] : []),
    ...(task
      ? [
          [
            t('Wettelijke taak', 'Statutory task'),
            `${named(v, task)}${task.article ? ` (${task.article})` : ''}`,
          ] as const,
        ]
      : []),
    [t('Grondslag', 'Legal basis'), legalBasis.map((basis) => named(v, basis)).join('; ') || '–'],
    ...(hit === null
      ? []
      : [
          [
            t('Of de bron de persoon kent', 'Whether the source knows the person'),
            hit ? t('verteld: ja', 'told: yes') : t('verteld: nee', 'told: no'),
          ] as const,
        ]),
    ...(records === null ? [] : [[t('Aantal regels', 'Records'), numberOf(v, records)] as const]),
    ...(one.state === 'on-its-way'
      ? [[t('Stand', 'State'), t('toegestaan, nog niet verstrekt', 'permitted, not disclosed yet')] as const]
      : []),
    ...(one.contactPoint
      ? [
          [
            t('Contactpunt', 'Contact point'),
            t('hierover gaat het contactpunt van het RIEC', 'the contact point of the RIEC is responsible'),
          ] as const,
        ]
      : []),
    [t('Nummer van het besluit', 'Number of the decision'), one.decisionId],
  ]
  const table: Block = {
    kind: 'table',
    caption: `${t('Gegevens van verstrekking', 'Data of disclosure')} ${numberOf(v, number)}`,
    head: [t('Gegeven', 'Field'), t('Hoe', 'How')],
    rows: fields.map(({ name, text }) => [name ?? t('onderdeel van een stuk', 'part of a document'), said(v, text)]),
    empty: t('Geen losse gegevens.', 'No separate data.'),
  }
  return {
    title: `${t('Verstrekking', 'Disclosure')} ${numberOf(v, number)}`,
    blocks: [{ kind: 'pairs', pairs }, table],
  }
}

function notes(v: Visit, statement: StatementDocument): Chapter {
  const others = statement.notes.filter(({ code }) => code !== 'COMPLAINT')
  return { title: v.t('Goed om te weten', 'Good to know'), blocks: [{ kind: 'list', items: noted(v, others) }] }
}

function disagreed(v: Visit, statement: StatementDocument): Chapter {
  const ways = statement.notes.filter(({ code }) => code === 'COMPLAINT')
  return {
    title: v.t('Niet eens met dit overzicht?', 'You do not agree with this statement?'),
    blocks: noted(v, ways).map(textBlock),
  }
}

const noted = (v: Visit, some: StatementDocument['notes']): readonly string[] =>
  some.map(({ text, article }) => `${said(v, text)}${article ? ` (${article})` : ''}`)

function rests(v: Visit, statement: StatementDocument): Chapter {
  return {
    title: v.t('Waarop dit overzicht rust', 'What this statement rests on'),
    blocks: [
      {
        kind: 'list',
        items: statement.norms.map(({ article, text }) => `${article}: ${said(v, text)}`),
      },
    ],
  }
}

function named(v: Visit, { code, title }: { readonly code: string; readonly title: Bilingual | null }): string {
  return title ? said(v, title) : code
}
