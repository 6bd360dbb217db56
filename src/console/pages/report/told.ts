/** The account of a period in chapters: what was decided, what refused, how long people waited, what is late, who looked. Pure. */
import type { AccountabilityDocument } from '../../../api/documents-counts.ts'
import type { Visit } from '../../page.ts'
import { outcomeHead, outcomeRow } from '../../parts/outcomes.tsx'
import { dayBefore } from '../../period.ts'
import { type Block, type Chapter, type TableBlock, type Told, textBlock } from '../../told.ts'
import { amountOf, type Bilingual, dayOf, momentOf, numberOf, said } from '../../words.ts'

type Names = { readonly role: (code: string) => string }
type Coded = { readonly code: string | null; readonly title: Bilingual | null }

/** `drawn`: what was decided per purpose stands as a picture beside it already. */
export function toldAccount(v: Visit, account: AccountabilityDocument, names: Names, drawn = false): Told {
  const { t } = v
  const { name, oin } = v.me.organisation
  return {
    title: t('Verantwoording over het delen van gegevens', 'Account of sharing data'),
    lead: t(
      'In deze verantwoording staat hoe vaak gegevens zijn gevraagd, toegestaan en geweigerd, hoe lang verzoeken wachtten, wat te laat is en wie in het logboek keek.',
      'This account says how often data were asked for, permitted and refused, how long inquiries waited, what is overdue and who looked in the log.',
    ),
    facts: [
      [t('Organisatie', 'Organisation'), name ?? oin],
      [t('Periode', 'Period'), spanned(v, account)],
      [t('Gemaakt op', 'Made at'), momentOf(v, account.madeAt)],
    ],
    chapters: [
      decided(v, account, drawn),
      refused(v, account),
      waited(v, account),
      late(v, account),
      looked(v, account, names),
      left(v, account),
    ],
  }
}

/** The period in words: its last day is part of it. */
export function spanned(v: Visit, { from, until }: Pick<AccountabilityDocument, 'from' | 'until'>): string {
  const [first, last] = [from, dayBefore(until)].map((date) => dayOf(v, date))
  return v.t(`van ${first} tot en met ${last}`, `from ${first} to ${last}`)
}

function decided(
  v: Visit,
  { inquiries, previewOutcomes, judgedPreviewOutcomes, acts }: AccountabilityDocument,
  drawn: boolean,
): Chapter {
  const { t } = v
  const by = (caption: string, of: string, rows: AccountabilityDocument['inquiries']['purposes']): TableBlock => ({
    kind: 'table',
    caption,
    head: outcomeHead(v, of),
    rows: rows.map((row) => [...outcomeRow(v, { label: nameOf(v, row), outcomes: row.outcomes })]),
    numbers: [1, 2, 3, 4],
    empty: t('Geen informatieverzoeken.', 'No inquiries.'),
  })
  const outcomes = {
    kind: 'table',
    caption: t('Uitkomsten', 'Outcomes'),
    head: outcomeHead(v, t('Soort', 'Kind')),
  } as const
  return {
    title: t('Wat is besloten', 'What was decided'),
    blocks: [
      {
        ...outcomes,
        rows: [
          [...outcomeRow(v, { label: t('Informatieverzoeken', 'Inquiries'), outcomes: inquiries.outcomes })],
          [...outcomeRow(v, { label: t('Proefvragen', 'Previews'), outcomes: previewOutcomes })],
          [
            ...outcomeRow(v, {
              label: t('waarvan door Sluis bij een oordeel', 'of which by Sluis with a judgement'),
              outcomes: judgedPreviewOutcomes,
            }),
          ],
          [...outcomeRow(v, { label: t('Handelingen in zaken', 'Acts in cases'), outcomes: acts })],
        ],
        numbers: [1, 2, 3, 4],
        empty: '',
      },
      textBlock(
        t(
          'Proefvragen zijn geen informatieverzoeken: er is niets verstrekt. Sluis doet ze ook zelf, om bij een oordeel te laten zien wat het verandert. De andere deed de vrager.',
          'Previews are no inquiries: nothing left. Sluis makes them itself too, to show with a judgement what it changes. The others were made by the asker.',
        ),
      ),
      ...(drawn ? [] : [by(perPurpose(v), t('Doel', 'Purpose'), inquiries.purposes)]),
      by(
        t('Informatieverzoeken per grondslag', 'Inquiries per legal basis'),
        t('Grondslag', 'Basis'),
        inquiries.legalBases,
      ),
    ],
  }
}

export const perPurpose = ({ t }: Visit) => t('Informatieverzoeken per doel', 'Inquiries per purpose')

function refused(v: Visit, { norms }: AccountabilityDocument): Chapter {
  const { t } = v
  return {
    title: t('Welke normen het vaakst weigerden', 'Which norms refused most'),
    blocks: [
      {
        kind: 'table',
        caption: t('Weigerende normen', 'Norms that refused'),
        head: [t('Norm', 'Norm'), t('Artikel', 'Article'), t('Verzoeken', 'Inquiries')],
        rows: norms.map(({ norm, title, article, decisions }) => [
          `${norm} ${title ? said(v, title) : ''}`.trim(),
          article ?? '–',
          numberOf(v, decisions),
        ]),
        numbers: [2],
        empty: t('Geen norm weigerde iets.', 'No norm refused anything.'),
      },
    ],
  }
}

function waited(v: Visit, { waiting }: AccountabilityDocument): Chapter {
  const { t } = v
  const { judged, answered, purposes } = waiting
  const row = (label: string, one: typeof judged, two: typeof answered) => [
    label,
    numberOf(v, one.inquiries),
    spanOf(v, one.median),
    spanOf(v, one.p90),
    spanOf(v, two.median),
  ]
  return {
    title: t('Hoe lang verzoeken wachtten', 'How long inquiries waited'),
    blocks: [
      {
        kind: 'table',
        caption: t('Tijd tot het oordeel en tot het antwoord', 'Time to the judgement and to the answer'),
        head: [
          t('Doel', 'Purpose'),
          t('Verzoeken', 'Inquiries'),
          t('Oordeel: helft binnen', 'Judgement: half within'),
          t('Oordeel: 90% binnen', 'Judgement: 90% within'),
          t('Antwoord: helft binnen', 'Answer: half within'),
        ],
        rows:
          judged.inquiries + answered.inquiries === 0
            ? []
            : [
                row(t('Alle', 'All'), judged, answered),
                ...purposes.map((one) => row(nameOf(v, one), one.judged, one.answered)),
              ],
        numbers: [1],
        empty: t('Geen verzoek wachtte op een oordeel.', 'No inquiry waited for a judgement.'),
      },
    ],
  }
}

function late(v: Visit, { overdue }: AccountabilityDocument): Chapter {
  const { t } = v
  return {
    title: t('Verplichtingen die te laat zijn', 'Obligations that are overdue'),
    blocks: [
      {
        kind: 'table',
        caption: t('Nu te laat, ook van voor deze periode', 'Overdue now, also from before this period'),
        head: [t('Verplichting', 'Obligation'), t('Artikel', 'Article'), t('Aantal', 'Number')],
        rows: overdue.map(({ obligation, text, article, open }) => [
          text ? said(v, text) : obligation,
          article ?? '–',
          numberOf(v, open),
        ]),
        numbers: [2],
        empty: t('Niets is te laat.', 'Nothing is overdue.'),
      },
    ],
  }
}

function looked(v: Visit, { readers }: AccountabilityDocument, { role }: Names): Chapter {
  const { t } = v
  return {
    title: t('Wie in het logboek keek', 'Who looked in the log'),
    blocks: [
      {
        kind: 'table',
        caption: t('Inzien van het logboek, per persoon en doel', 'Looks in the log, by person and purpose'),
        head: [
          t('Wie (pseudoniem)', 'Who (pseudonym)'),
          t('Rollen', 'Roles'),
          t('Doel', 'Purpose'),
          t('Toegestaan', 'Permitted'),
          t('Geweigerd', 'Refused'),
        ],
        rows: readers.map(({ person, roles, purpose, looks }) => [
          person ?? t('vergeten', 'forgotten'),
          roles.map(role).join(', ') || '–',
          nameOf(v, purpose),
          numberOf(
            v,
            looks.reduce((sum, { permitted }) => sum + permitted, 0),
          ),
          numberOf(
            v,
            looks.reduce((sum, one) => sum + one.refused, 0),
          ),
        ]),
        numbers: [3, 4],
        empty: t('Niemand keek.', 'Nobody looked.'),
      },
    ],
  }
}

function left(v: Visit, { exports, erasures }: AccountabilityDocument): Chapter {
  const { t } = v
  const taken: Block = textBlock(
    t(
      `Regels meegenomen uit het logboek: ${numberOf(v, exports.permitted)} keer; geweigerd: ${numberOf(v, exports.refused)} keer.`,
      `Records taken out of the log: ${numberOf(v, exports.permitted)} times; refused: ${numberOf(v, exports.refused)} times.`,
    ),
  )
  return {
    title: t('Wat het logboek verliet', 'What left the log'),
    blocks: [
      taken,
      {
        kind: 'table',
        caption: t('Gewist', 'Erased'),
        head: [t('Regel van de bewaartabel', 'Rule of the retention table'), t('Aantal', 'Number')],
        rows: erasures.map(({ ground, text, erased }) => [text ? said(v, text) : ground, numberOf(v, erased)]),
        numbers: [1],
        empty: t('Er is niets gewist.', 'Nothing was erased.'),
      },
    ],
  }
}

function nameOf(v: Visit, { code, title }: Coded): string {
  return title ? said(v, title) : (code ?? v.t('Zonder', 'None'))
}

const UNITS = [
  [86_400, 'day'],
  [3_600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
] as const

/** Seconds in the largest unit that fits. */
function spanOf(v: Visit, seconds: number | null): string {
  if (seconds === null) return '–'
  const [size, unit] = UNITS.find(([least]) => seconds >= least) ?? UNITS[3]
  return amountOf(v, Math.round((seconds / size) * 10) / 10, unit)
}
