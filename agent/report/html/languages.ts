/** Both languages in one page, of which one is shown: by a choice that needs no script. */

import { type Language, languages } from '../../../checks/text.ts'
import { type Html, html } from './escape.ts'

/** As its readers call it. */
const names: Readonly<Record<Language, string>> = { en: 'English', 'zh-HK': '繁體中文' }
/** The classes that the style sheet shows and hides. */
export const languageClasses: Readonly<Record<Language, string>> = { en: 'in-en', 'zh-HK': 'in-zh' }

/** Words of a heading or a line in each language. */
export function both(say: (language: Language) => Html): Html {
  return html`${languages.map((language) => html`<span class="${languageClasses[language]}" lang="${language}">${say(language)}</span>`)}`
}

/** @param first the language that is shown when the page opens */
export function languageChoice(first: Language): Html {
  return html`<fieldset class="languages"><legend>Language · <span lang="zh-HK">語言</span></legend>${languages.map(
    (language) =>
      html`<label lang="${language}"><input type="radio" name="language" id="show-${languageClasses[language]}" autocomplete="off"${language === first ? html` checked` : html``}> ${names[language]}</label>`,
  )}</fieldset>`
}
