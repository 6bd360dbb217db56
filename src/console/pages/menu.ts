/** What the menu has, in the order of the work: what waits for me, asking, and then the log and what is made of it. */
import type { Right } from '../page.ts'

type Item = {
  readonly right: Right
  readonly path: string
  readonly title: readonly [nl: string, en: string]
  /** Where the work of this page waits, if any does. */
  readonly work?: true
}

export const MENU: readonly Item[] = [
  { right: 'ask', path: '/ask', title: ['Vragen', 'Ask'] },
  { right: 'ask', path: '/inquiries', title: ['Mijn verzoeken', 'My requests'], work: true },
  { right: 'judgements', path: '/judgements', title: ['Oordelen', 'Judgements'], work: true },
  { right: 'cases', path: '/cases', title: ['Zaken', 'Cases'] },
  { right: 'decisions', path: '/decisions', title: ['Besluiten', 'Decisions'] },
  { right: 'review', path: '/review', title: ['Nacontrole', 'Review'] },
  { right: 'statements', path: '/statements', title: ['Betrokkene', 'Data subject'] },
  { right: 'policy', path: '/policy', title: ['Normen en beleid', 'Norms and policy'] },
  { right: 'health', path: '/health', title: ['Toestand', 'Health'] },
]
