/** What the words of the checks keep to, in every language. Each rule gives one line a breach. */

import type { CheckText, Language, Words } from '../../checks/text.ts'

/** Every string of a check's words by where it stands, like `causes.clock/zone.steps.0`. */
export function stringsOf(text: CheckText): Map<string, string> {
  const found = new Map([['name', text.name]])
  const add = (place: string, said: Words) => {
    if (typeof said === 'string') found.set(place, said)
    else for (const [index, each] of said.entries()) found.set(`${place}.${index}`, each)
  }
  for (const [code, words] of Object.entries(text.findings)) add(`findings.${code}`, words)
  for (const [code, { title, why, steps }] of Object.entries(text.causes)) {
    add(`causes.${code}.title`, title)
    add(`causes.${code}.why`, why)
    for (const [index, step] of steps.entries()) add(`causes.${code}.steps.${index}`, step)
  }
  return found
}

/** Names in `{braces}`, sorted, each once. */
export function placeholdersOf(words: string): string[] {
  return [...new Set(Array.from(words.matchAll(/\{(\w+)\}/g), ([, name]) => name ?? ''))].toSorted()
}

/** Both languages say the same: the same strings, as many steps, the same values in each. */
export function differences(one: CheckText, other: CheckText): string[] {
  const [ours, theirs] = [stringsOf(one), stringsOf(other)]
  const places = [...new Set([...ours.keys(), ...theirs.keys()])]
  return places.flatMap((place) => {
    const [left, right] = [ours.get(place), theirs.get(place)]
    if (left === undefined || right === undefined) return [`only in one language: ${place}`]
    const [named, alsoNamed] = [placeholdersOf(left).join(' '), placeholdersOf(right).join(' ')]
    return named === alsoNamed ? [] : [`${place}: {${named}} and {${alsoNamed}}`]
  })
}

/** Common characters that are written so in Simplified Chinese alone (the Traditional form is another one). */
const simplifiedOnly =
  /[网络证书请务门时间这个们对应该连关电脑录页线检设备错误为态实发过还没办询终继续获当从无须签认验败闭选项择标区图显级统输护权机号响启动种类规则义传转单双变码给经组结绝约听观见觉记讯论识话语说读调谁贵资费质软载较边达进远违适遗钟针链锁键长问闻队阶际险随难顶预频题额风驱试详让]/u
/** Words of other places; what Windows calls its own windows, in 「」, is quoted as it stands there. */
const elsewhere = /網路|軟體|服務器|默認|登陸(?!頁)/u
const han = '\\p{Script=Han}'
const asciiMarks = new RegExp(`${han}[,.;:!?()"']|[,;:!?()"']${han}`, 'u')

const onlyIn: Readonly<Record<Language, (words: string) => string[]>> = {
  en: (words) => (/\p{Script=Han}|[\u3000-\u303f\uff00-\uffef]/u.test(words) ? ['Chinese in English words'] : []),
  'zh-HK': (words) => [
    ...(simplifiedOnly.test(words) ? [`Simplified ${simplifiedOnly.exec(words)?.[0]}`] : []),
    ...(elsewhere.test(words.replace(/「[^」]*」/gu, '')) ? [`not said in Hong Kong: ${elsewhere.exec(words)?.[0]}`] : []),
    ...(asciiMarks.test(words) ? [`half-width mark: ${asciiMarks.exec(words)?.[0]}`] : []),
  ],
}

export function wordBreaches(words: string, language: Language): string[] {
  return [
    ...(words.trim() === '' ? ['empty'] : []),
    ...(words !== words.trim() || /\s{2}|\n/.test(words) ? ['stray white space'] : []),
    // A place that `fill` would pass over shows its braces to the reader.
    ...(/[{}]/.test(words.replace(/\{[a-z][A-Za-z]*\}/g, '')) ? ['not a placeholder'] : []),
    // Which of 4.7, 4.8 and 4.9 holds what is not public, so they are named together.
    ...(/Section (?!4\.7-4\.9(?!\d))|(?<!Section )\b4\.[789]\b(?<!-4\.9)/.test(words) ? ['not Section 4.7-4.9'] : []),
    ...(/\d+\.\d+\.\d+\.\d+/.test(words) ? ['an address of our own making'] : []),
    ...onlyIn[language](words),
  ]
}
