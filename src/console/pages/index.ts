/** Every page of the console. */
import type { PageModule } from '../page.ts'
import { askPage } from './ask/ask.tsx'
import { casePage } from './cases/case.tsx'
import { casesPage } from './cases/list.tsx'
import { decisionPage } from './decision.tsx'
import { decisionsPage } from './decisions.tsx'
import { healthPage } from './health.tsx'
import { inquiriesPage } from './inquiries.tsx'
import { judgementsPage } from './judgements.tsx'
import { policyPage } from './policy.tsx'
import { reportPage } from './report.tsx'
import { reviewPage } from './review.tsx'
import { statementsPage } from './statements.tsx'

/** The first route that fits is taken: what has a fixed path stands before what has an id in it. */
export const PAGES: readonly PageModule[] = [
  askPage,
  inquiriesPage,
  judgementsPage,
  casesPage,
  casePage,
  decisionsPage,
  reportPage,
  decisionPage,
  reviewPage,
  statementsPage,
  healthPage,
  policyPage,
]
