/**
 * Judgements: what waits for these roles, what is in force, and those that nothing waits for. Who judges sees grounds, fields
 * and treatments; never a value. What they asked themselves the API leaves out.
 */
import type { PageModule } from '../page.ts'
import { CASE_FILTER, CASE_NAME_FILTER, filteredBy } from '../parts/filter.ts'
import { record } from './judging/record.tsx'
import { standing, standingOne } from './judging/standing.tsx'
import { waiting, waitingOne } from './judging/waiting.tsx'

export const judgementsPage: PageModule = {
  right: 'judgements',
  path: '/judgements',
  routes: {
    'GET /': waiting,
    'POST /': filteredBy('/console/judgements', CASE_NAME_FILTER, waiting),
    'GET /waiting/:inquiry/:place': waitingOne,
    'POST /waiting/:inquiry/:place': waitingOne,
    'GET /standing': (v, c) => standing(v, c),
    'POST /standing': filteredBy('/console/judgements/standing', CASE_FILTER, standing),
    'GET /standing/:id': (v, c) => standingOne(v, c),
    'POST /standing/:id': (v, c) => standingOne(v, c),
    'GET /new': record,
    'POST /new': record,
  },
}
