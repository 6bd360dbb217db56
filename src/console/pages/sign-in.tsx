/** Where somebody signs in: the way to the provider, or in development the people of the demo. */
import { Alert } from '../parts/alert.tsx'
import { Doorstep } from '../parts/doorstep.tsx'
import { Submit } from '../parts/form.tsx'
import type { DevelopmentSignIn } from '../session/sign-in.ts'
import { type Language, tongue } from '../words.ts'

/** `over` is of a form that came too late, `ended` of a page. The last two are of who is in: not now, and not with that form. */
export type Trouble = 'late' | 'refused' | 'away' | 'out' | 'over' | 'ended' | 'busy' | 'stale'

type Props = {
  readonly language: Language
  readonly next: string
  readonly people: DevelopmentSignIn['people'] | null
  readonly trouble?: Trouble | undefined
}

export function SignInPage({ language, next, people, trouble }: Props) {
  const t = tongue(language)
  const isIn = trouble === 'busy' || trouble === 'stale'
  const title = isIn ? t('Dit lukt nu niet', 'This does not work now') : t('Inloggen', 'Sign in')
  return (
    <Doorstep language={language} title={title}>
      <Told language={language} trouble={trouble} />
      {isIn ? null : (
        <p class="nl-paragraph">
          {t(
            'Met Sluis vraagt u gegevens op bij een andere afdeling of organisatie. Sluis kijkt of de wet dat toestaat, en legt vast wat is besloten.',
            'With Sluis you ask another department or organisation for data. Sluis looks whether the law allows it, and records what was decided.',
          )}
        </p>
      )}
      {isIn ? (
        <p class="nl-paragraph">
          <a class="nl-button nl-button--primary" href={next}>
            {trouble === 'busy' ? t('Opnieuw proberen', 'Try again') : t('Naar het begin', 'To the start')}
          </a>
        </p>
      ) : people === null ? (
        <p class="nl-paragraph">
          <a class="nl-button nl-button--primary" href={`/console/login?next=${encodeURIComponent(next)}`}>
            {t('Inloggen bij uw organisatie', 'Sign in at your organisation')}
          </a>
        </p>
      ) : (
        <>
          <Alert kind="warning">
            <p class="nl-paragraph">
              {t(
                'Dit is een ontwikkelomgeving: kies als wie u kijkt. Alle personen en gegevens zijn verzonnen.',
                'This is for development: choose as whom you look. All people and data are made up.',
              )}
            </p>
          </Alert>
          <ul class="sluis-people">
            {people.map((person) => (
              <li>
                <form method="post" action="/console/login">
                  <input type="hidden" name="person" value={person.id} />
                  <input type="hidden" name="next" value={next} />
                  <Submit kind="secondary">{person[language]}</Submit>
                </form>
              </li>
            ))}
          </ul>
        </>
      )}
      {isIn ? null : <OtherLanguage language={language} next={next} />}
    </Doorstep>
  )
}

/** Before there is a session as well: who cannot read this must be able to come in. */
function OtherLanguage({ language, next }: Pick<Props, 'language' | 'next'>) {
  const other = language === 'nl' ? 'en' : 'nl'
  return (
    <form method="post" action="/console/login/language">
      <input type="hidden" name="next" value={next} />
      <button class="nl-button nl-button--subtle" type="submit" name="language" value={other} lang={other}>
        {other === 'en' ? 'English' : 'Nederlands'}
      </button>
    </form>
  )
}

function Told({ language, trouble }: Pick<Props, 'language' | 'trouble'>) {
  const t = tongue(language)
  if (trouble === undefined) return null
  const words = {
    late: t('Het inloggen duurde te lang. Probeer het opnieuw.', 'Signing in took too long. Try again.'),
    refused: t(
      'Het inloggen is niet gelukt. Uw organisatie kent u hier niet, of het antwoord klopte niet.',
      'Signing in did not succeed. Your organisation does not know you here, or its answer was not right.',
    ),
    away: t(
      'U kunt nu niet inloggen: de inlogdienst van uw organisatie is niet bereikbaar. Probeer het over een paar minuten opnieuw.',
      'You cannot sign in now: the sign-in service of your organisation cannot be reached. Try again in a few minutes.',
    ),
    over: t(
      'U bent niet meer ingelogd. Wat u verstuurde, is niet vastgelegd: log opnieuw in en vul het nog eens in.',
      'You are not signed in any more. What you sent was not recorded: sign in again and fill it in once more.',
    ),
    ended: t(
      'U bent niet meer ingelogd. Log opnieuw in om verder te gaan.',
      'You are not signed in any more. Sign in again to go on.',
    ),
    busy: t(
      'Sluis kan u nu niet antwoorden: het is te druk, of er is een storing. U bent nog ingelogd. Kijk of vastligt wat u verstuurde voordat u het nog eens doet.',
      'Sluis cannot answer you now: it is too busy, or something is wrong. You are still signed in. Look whether what you sent was recorded before you do it again.',
    ),
    stale: t(
      'Het formulier dat u verstuurde, is van een eerdere keer dat u inlogde. Het is niet vastgelegd: open de bladzijde opnieuw en vul het nog eens in.',
      'The form that you sent is of an earlier time that you signed in. It was not recorded: open the page again and fill it in once more.',
    ),
    out: t('U bent uitgelogd.', 'You are signed out.'),
  }
  return (
    <Alert kind={trouble === 'out' ? 'ok' : trouble === 'ended' ? 'info' : 'error'} focus>
      <p class="nl-paragraph">{words[trouble]}</p>
    </Alert>
  )
}
