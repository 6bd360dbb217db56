/** The other language: of a page by its address, of a form that was begun by the form itself, so that nothing of it is lost. */
import type { Visit } from '../page.ts'
import { LANGUAGES, type Language } from '../words.ts'

/** Where the form of a page has its switch. */
const PLACE = 'taal'

const WORDS: Readonly<Record<Language, readonly [name: string, keeping: string]>> = {
  nl: ['Nederlands', 'Nederlands: wat u invulde blijft staan'],
  en: ['English', 'English: what you filled in is kept'],
}

export function otherThan(language: Language): Language {
  return LANGUAGES.find((one) => one !== language) ?? language
}

export function languageName(language: Language): string {
  return WORDS[language][0]
}

/** In a form, after its other buttons: the first of them is what Enter does. Who takes the form draws it again, unjudged. */
export function LanguageOfForm({ v }: { readonly v: Pick<Visit, 'language'> }) {
  const other = otherThan(v.language)
  return (
    <div class="sluis-actions">
      <button
        class="nl-button nl-button--subtle"
        type="submit"
        id={PLACE}
        name="language"
        value={other}
        lang={other}
        formnovalidate
      >
        {WORDS[other][1]}
      </button>
    </div>
  )
}

/** In the band of a page with such a form. */
export function ToLanguageOfForm({ v }: { readonly v: Pick<Visit, 'language'> }) {
  const other = otherThan(v.language)
  return (
    <a class="nl-button nl-button--subtle" href={`#${PLACE}`} lang={other}>
      {languageName(other)}
    </a>
  )
}
