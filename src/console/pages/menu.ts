/** What the menu has, in the order of the work: what waits for me, asking, and then the log and what is made of it. */
import type { PageId } from '../page.ts'

type Item = {
  readonly id: PageId
  readonly path: string
  readonly title: readonly [nl: string, en: string]
  /** Where the work of this page waits, if any does. */
  readonly work?: true
}

export const MENU: readonly Item[] = [
  { id: 'ask', path: '/ask', title: ['Vragen', 'Ask'] },
  { id: 'ask', path: '/inquiries', title: ['Mijn verzoeken', 'My requests'], work: true },
  { id: 'judgements', path: '/judgements', title: ['Oordelen', 'Judgements'], work: true },
  { id: 'cases', path: '/cases', title: ['Zaken', 'Cases'] },
  { id: 'decisions', path: '/decisions', title: ['Besluiten', 'Decisions'] },
  { id: 'review', path: '/review', title: ['Nacontrole', 'Review'] },
  { id: 'statements', path: '/statements', title: ['Betrokkene', 'Data subject'] },
  { id: 'policy', path: '/policy', title: ['Normen en beleid', 'Norms and policy'] },
  { id: 'health', path: '/health', title: ['Toestand', 'Health'] },
]
