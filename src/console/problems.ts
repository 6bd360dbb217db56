/** What the console itself says no to, in the words of a page. Pure. */
import type { ApiProblem } from './api.ts'
import type { Visit } from './page.ts'

type Words = Pick<Visit, 't'>

/** What the API says no to has a type of its own. */
const OWN = 'about:blank'

export function ownProblem(status: number, title: string, detail = title): ApiProblem {
  return { type: OWN, title, status, detail }
}

export const isOwn = ({ type }: ApiProblem): boolean => type === OWN

export const missing = ({ t }: Words): ApiProblem =>
  ownProblem(404, t('Deze bladzijde bestaat niet', 'There is no such page'), '')

export const closed = ({ t }: Words): ApiProblem =>
  ownProblem(
    403,
    t('Deze bladzijde is niet voor uw rol', 'This page is not for your role'),
    t(
      'Het beleid opent haar voor andere rollen. Heeft u haar nodig voor uw werk, vraag dan uw leidinggevende om die rol.',
      'The policy opens it to other roles. If your work needs it, ask your manager for that role.',
    ),
  )

export const sentBefore = ({ t }: Words): ApiProblem =>
  ownProblem(
    409,
    t('U heeft dit formulier al verstuurd', 'You sent this form before'),
    t(
      'Toen stond er iets anders in, en dat telt. Wat u nu verstuurde, is niet vastgelegd. Open het formulier opnieuw.',
      'It said something else then, and that counts. What you sent now was not recorded. Open the form again.',
    ),
  )

export const unsure = ({ t }: Words): ApiProblem =>
  ownProblem(
    409,
    t('Het is niet zeker of dit is vastgelegd', 'It is not sure whether this was recorded'),
    t(
      'U verstuurde dit formulier eerder, en toen ging er iets mis. Kijk eerst of het er staat, en open anders het formulier opnieuw.',
      'You sent this form before, and something went wrong then. Look first whether it is there; if not, open the form again.',
    ),
  )

export const busyPrinting = ({ t }: Words): ApiProblem =>
  ownProblem(
    429,
    t('Te veel verzoeken', 'Too many requests'),
    t(
      'Er worden al andere PDF’s voor u gemaakt. Wacht tot die klaar zijn en probeer het dan opnieuw.',
      'Other PDFs are being made for you already. Wait until they are done, then try again.',
    ),
  )
