/** VERSIONINFO (Microsoft, "VERSIONINFO resource" and "VS_FIXEDFILEINFO structure"): the version in numbers, and words in two languages. */

import { Resource } from 'resedit'
import { PackagingError } from '../tools.ts'
import { fileWords } from './dress-text.ts'

const NAME = 'Terminal Preflight'

/** Microsoft's "Language identifiers": English (United States); Chinese (Hong Kong), which is written in Traditional characters. */
export const languages = { en: 1033, 'zh-HK': 3076 } as const
/** UTF-16, as code page. */
export const UNICODE = 1200

const VOS_NT_WINDOWS32 = 0x40004
const VFT_APP = 1
/** Which flags mean something: all that there are. None is set. */
const VS_FFI_FILEFLAGSMASK = 0x3f

/** Two halves of 32 bits, for each of which two numbers of the version are there: 1.2.3 is 1.2.3.0. */
function numbers(version: string): { readonly high: number; readonly low: number } {
  const [major, minor, patch] = (/^(\d{1,5})\.(\d{1,5})\.(\d{1,5})$/.exec(version) ?? []).slice(1).map(Number)
  if (major === undefined || minor === undefined || patch === undefined || Math.max(major, minor, patch) > 0xffff) {
    throw new PackagingError(`Windows' version resource takes three numbers up to 65535, like 1.2.3, and not ${version}`)
  }
  return { high: major * 0x10000 + minor, low: patch * 0x10000 }
}

/** The first language is what Windows shows whose own language is neither. */
export function versionResource(version: string, fileName: string): Resource.VersionInfo {
  const { high, low } = numbers(version)
  return Resource.VersionInfo.create({
    lang: languages.en,
    fixedInfo: {
      fileVersionMS: high,
      fileVersionLS: low,
      productVersionMS: high,
      productVersionLS: low,
      fileFlagsMask: VS_FFI_FILEFLAGSMASK,
      fileOS: VOS_NT_WINDOWS32,
      fileType: VFT_APP,
    },
    strings: (['en', 'zh-HK'] as const).map((language) => ({
      lang: languages[language],
      codepage: UNICODE,
      values: {
        // A name of ours: nobody is to think that it comes from somebody else.
        CompanyName: NAME,
        ProductName: NAME,
        FileDescription: fileWords[language].description,
        FileVersion: version,
        ProductVersion: version,
        InternalName: fileName.replace(/\.exe$/i, ''),
        OriginalFilename: fileName,
        LegalCopyright: fileWords[language].copyright,
        Comments: fileWords[language].comments,
      },
    })),
  })
}
